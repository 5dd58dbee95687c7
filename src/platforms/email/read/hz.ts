const newline = 0x0a
const tilde = 0x7e

/** Bytes of HZ (RFC 1843: `~{` GB 2312 in seven bits `~}`) as GB 18030; a line break ends a forgotten `~{`. */
export function fromHz(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length)
  let length = 0
  let chinese = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    const next = bytes[at + 1] ?? 0
    if (byte === tilde && next === (chinese ? 0x7d : 0x7b)) {
      chinese = !chinese
      at++
    } else if (byte === tilde && !chinese && (next === tilde || next === newline)) {
      if (next === tilde) out[length++] = tilde
      at++
    } else if (chinese && byte > 0x20 && byte < tilde && next > 0x20 && next <= tilde) {
      out[length++] = byte | 0x80
      out[length++] = next | 0x80
      at++
    } else {
      if (byte === newline) chinese = false
      out[length++] = byte
    }
  }
  return out.subarray(0, length)
}

/** Whether seven-bit bytes hold HZ that nobody declared: whole pairs between the two marks. */
export function looksLikeHz(bytes: Buffer): boolean {
  const at = bytes.indexOf('~{')
  if (at < 0) return false
  const end = bytes.indexOf('~}', at)
  if (end < at + 4 || end - at > 2000 || (end - at) % 2 !== 0) return false
  const pairs = bytes.subarray(at + 2, end)
  return pairs.every((byte, index) => (index % 2 === 0 ? byte >= 0x21 && byte <= 0x77 : byte >= 0x21))
}
