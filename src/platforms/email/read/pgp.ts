const opening = /^-----BEGIN PGP SIGNED MESSAGE-----$/
const signature = { begin: /^-----BEGIN PGP SIGNATURE-----$/, end: /^-----END PGP SIGNATURE-----$/ }

/** A clear-signed text (RFC 9580, section 7) without its armour; any other text as it is. */
export function withoutArmour(text: string): string {
  if (!text.includes('-----BEGIN PGP SIGNED MESSAGE-----')) return text
  const kept: string[] = []
  let part: 'words' | 'head' | 'signature' = 'words'
  for (const line of text.split('\n')) {
    const bare = line.trimEnd()
    if (part === 'words' && opening.test(bare)) part = 'head'
    else if (part === 'words' && signature.begin.test(bare)) part = 'signature'
    // What begins with a dash was written behind another one.
    else if (part === 'words') kept.push(line.replace(/^- (?=-)/, ''))
    else if (part === 'head' && bare !== '' && !/^[A-Za-z-]{1,40}: /.test(bare)) {
      part = 'words'
      kept.push(line)
    } else if ((part === 'head' && bare === '') || (part === 'signature' && signature.end.test(bare)))
      part = 'words'
  }
  return kept.join('\n')
}
