/** Text in UTF-8, bytes as they are, or both on one line. */
export type Line = string | Uint8Array | (string | Uint8Array)[]

/** Raw bytes of lines, each ended as mail ends it. */
export function lines(all: Line[], end = '\r\n'): Buffer {
  return Buffer.concat(all.flatMap((line) => [...pieces(line), Buffer.from(end)]))
}

function pieces(line: Line): Buffer[] {
  const all = Array.isArray(line) ? line : [line]
  return all.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece)))
}

export const sender = 'From: =?UTF-8?B?546L5aWz5aOr?= <wang@example.com>'

/** A mail with a sender, these header lines and this body. */
export function mail(header: Line[], body: Line[] = []): Buffer {
  return lines([sender, 'To: help@desk.example', 'Message-ID: <1@example.com>', ...header, '', ...body])
}

/** A multipart body: each part a list of lines, its header and text with an empty line between. */
export function parts(boundary: string, all: Line[][]): Line[] {
  return [...all.flatMap((part) => [`--${boundary}`, ...part]), `--${boundary}--`]
}

export const base64 = (bytes: Uint8Array | string): string =>
  (
    Buffer.from(bytes as Uint8Array)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n')

export const word = (bytes: Uint8Array, charset: string): string =>
  `=?${charset}?B?${Buffer.from(bytes).toString('base64')}?=`

export function quotedPrintable(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte > 0x20 && byte < 0x7f && byte !== 0x3d
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('')
}
