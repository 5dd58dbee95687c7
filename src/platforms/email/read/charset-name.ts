/** The families of names mail programs give one character set, each read by the widest decoder for it. */
const families: [RegExp, string][] = [
  [/^(unicode11)?(utf|uft)8/, 'utf-8'],
  [/^hz/, 'hz'],
  [/gb(k|2312|18030)|^(gb|euccn|chinese|zhcn)$|^(cp|ms|windows|ibm)?936$/, 'gb18030'],
  [/big5|^zhtw$|^(cp|ms|windows|ibm)?950$/, 'big5'],
  [/^iso2022jp|^(cp|windows)?5022[0-2]$|^junet$/, 'iso-2022-jp'],
  [/^(shift|ms932|sjis|(cp|windows|ibm)932|windows31j|mskanji)/, 'shift_jis'],
  [/^eucjp|^(cp)?51932$/, 'euc-jp'],
  [/^euckr|^ksc|^uhc$|^(cp|ms|windows)949$/, 'euc-kr'],
  [/^(us)?ascii|^ansi|^iso646|^iso8859(1|15)$|^latin[19]$|^(cp|windows)1252$/, 'latin'],
  [/^utf16be$/, 'utf-16be'],
  [/^utf16|^ucs2$|^unicode$/, 'utf-16le'],
]

/** Names that say nothing. */
const empty = /^(default|unknown|unknown8bit|8bit|7bit|binary|none|null|undefined|charset)?$/

/** A label as a decoder knows it; '' where nothing is said, `undefined` where no decoder has it. */
export function charsetName(said: string): string | undefined {
  const label = said.slice(0, 60).toLowerCase().replace(/\*.*$/, '')
  const compact = label.replaceAll(/[^a-z0-9]/g, '').replace(/^(x|cs)(?=[a-z]{2})/, '')
  if (empty.test(compact)) return ''
  const family = families.find(([names]) => names.test(compact))?.[1]
  if (family) return family
  try {
    return new TextDecoder(label.replaceAll(/["'\s]/g, '')).encoding
  } catch {
    return undefined
  }
}
