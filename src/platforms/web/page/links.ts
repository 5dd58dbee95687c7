/** A stretch of text; with `href` where it may become a link. */
export interface TextPart {
  text: string
  href?: string
}

// ASCII only, so that Chinese written right behind an address does not become part of it.
const address = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/gi

/** Cuts a text into plain parts and http(s) addresses; nothing else ever becomes a link. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const found = withoutTail(match[0])
    if (!isSafe(found)) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push({ text: found, href: found })
    end = match.index + found.length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}

/** A sentence's own punctuation is not part of the address it ends with; a bracket is, if it was opened in it. */
function withoutTail(found: string): string {
  let rest = found
  for (;;) {
    const last = rest.at(-1) ?? ''
    const opened = last === ')' && rest.split('(').length >= rest.split(')').length
    if (!/[.,;:!?'\])]/.test(last) || opened) return rest
    rest = rest.slice(0, -1)
  }
}

/** A name before the host (`https://bank.com@evil.example`) deceives the reader: such an address stays plain. */
function isSafe(found: string): boolean {
  if (!URL.canParse(found)) return false
  const url = new URL(found)
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}
