/** Enough to tell one character set from another. */
const sampled = 64 * 1024

export const han = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/g
export const lost = /\ufffd/g

/** How often a pattern is met in the beginning of a text. */
export const count = (text: string, pattern: RegExp): number =>
  text.slice(0, sampled).match(pattern)?.length ?? 0

/** Bytes in a character set by its name (`charsetName`); what cannot be read is U+FFFD. */
export function decode(bytes: Uint8Array, name: string): string {
  return new TextDecoder(name === 'latin' ? 'windows-1252' : name).decode(bytes)
}

/** The same, `undefined` where anything cannot be read. */
export function decodeWhole(bytes: Uint8Array, name: string): string | undefined {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
