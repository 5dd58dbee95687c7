/** Encoders for the character sets of old mail, made by turning the decoders round. */

const tables = new Map<string, Map<string, Buffer>>()

function tableOf(name: string): Map<string, Buffer> {
  const known = tables.get(name)
  if (known) return known
  const decoder = new TextDecoder(name)
  const table = new Map<string, Buffer>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (!character.includes('\ufffd') && Array.from(character).length === 1 && !table.has(character))
        table.set(character, Buffer.of(lead, trail))
    }
  }
  tables.set(name, table)
  return table
}

function encode(text: string, name: string): Buffer {
  const table = tableOf(name)
  return Buffer.concat(
    Array.from(text, (character) => {
      if (character <= '\x7f') return Buffer.from(character)
      const bytes = table.get(character) ?? (name === 'gb18030' ? fourBytes(character) : undefined)
      if (!bytes) throw new Error(`${character} is not in ${name}`)
      return bytes
    }),
  )
}

/** Characters beyond the first plane, which GB 18030 has in four bytes. */
function fourBytes(character: string): Buffer | undefined {
  const rest = (character.codePointAt(0) ?? 0) - 0x10000
  if (rest < 0) return undefined
  const digits = [
    Math.floor(rest / 12600),
    Math.floor(rest / 1260) % 10,
    Math.floor(rest / 10) % 126,
    rest % 10,
  ]
  return Buffer.from([0x90, 0x30, 0x81, 0x30].map((base, index) => base + (digits[index] ?? 0)))
}

export const gbk = (text: string): Buffer => encode(text, 'gb18030')
export const big5 = (text: string): Buffer => encode(text, 'big5')

/** Seven-bit GB 2312 between `~{` and `~}`. */
export function hz(text: string): Buffer {
  return between(text, { begin: '~{', end: '~}', bytesOf: (run) => encode(run, 'gb18030') })
}

/** Seven-bit Japanese between escapes. */
export function iso2022jp(text: string): Buffer {
  return between(text, { begin: '\x1b$B', end: '\x1b(B', bytesOf: (run) => encode(run, 'euc-jp') })
}

function between(
  text: string,
  marks: { begin: string; end: string; bytesOf: (run: string) => Buffer },
): Buffer {
  return Buffer.concat(
    text.split(/([^\p{ASCII}]+)/u).map((run, index) => {
      if (index % 2 === 0) return Buffer.from(run)
      const seven = marks.bytesOf(run).map((byte) => byte & 0x7f)
      return Buffer.concat([Buffer.from(marks.begin), seven, Buffer.from(marks.end)])
    }),
  )
}
