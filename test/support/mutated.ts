/** Numbers from 0 to 1 that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const tokens = [
  '\r\n',
  '\n',
  '\r',
  '\0',
  '\r\n\r\n',
  '--b1',
  '--b1--',
  '=?gb2312?B?',
  '?=',
  '=?utf-8?q?=E4?=',
  '=',
  '"',
  '(',
  '<',
  '>',
  ';',
  "*0*=''%",
  '~{',
  '\x1b$B',
  '\xff\xfe',
  'Content-Type: multipart/mixed; boundary=b1\r\n',
  'Content-Type: message/rfc822\r\n',
  'Content-Type: text/html; charset=hz\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'From: ',
  '<div style="display:none">',
  '<table><tr><td>',
  '</blockquote>',
  '<a href=x>',
  '&#x110000;',
  '<!--',
]

/** Bytes with one to eight changes; `all` gives pieces of other mails. */
export function mutated(original: Buffer, all: Buffer[], random: () => number): Buffer {
  let bytes: Buffer = Buffer.from(original)
  const changes = 1 + Math.floor(random() * 8)
  for (let change = 0; change < changes; change++) bytes = changed(bytes, all, random)
  return bytes
}

function changed(bytes: Buffer, all: Buffer[], random: () => number): Buffer {
  const at = Math.floor(random() * (bytes.length + 1))
  const end = Math.min(bytes.length, at + Math.floor(random() ** 3 * 400))
  const piece = bytes.subarray(at, end)
  const join = (...middle: Uint8Array[]): Buffer =>
    Buffer.concat([bytes.subarray(0, at), ...middle, bytes.subarray(end)])
  const other = all[Math.floor(random() * all.length)] ?? bytes
  switch (Math.floor(random() * 8)) {
    case 0:
      return join(piece.map((byte) => (random() < 0.2 ? Math.floor(random() * 256) : byte)))
    case 1:
      return join()
    case 2:
      return join(piece, piece)
    case 3:
      return join(
        ...(Array(Math.min(2000, Math.floor(200_000 / (piece.length + 1)))).fill(piece) as Buffer[]),
      )
    case 4:
      return bytes.subarray(0, at)
    case 5:
      return join(other.subarray(Math.floor(random() * other.length)).subarray(0, 600), piece)
    default:
      return join(Buffer.from(tokens[Math.floor(random() * tokens.length)] ?? '', 'latin1'), piece)
  }
}
