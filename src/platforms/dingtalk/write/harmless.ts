/**
 * Words of people in the Markdown of DingTalk: they read as they were written, and nothing in them is live. Signs are
 * written as their wide twins, not escaped: clients differ in what they make of a backslash.
 */
export function harmless(text: string): string {
  return plain(text)
    .replaceAll(/[`*~[\]<>|@]/g, wide)
    .replaceAll(/!(?=［)|\\(?=\p{P}|\p{S})/gu, wide)
    .replaceAll(/(?<=］)\([^()\n]*\)?/g, (target) => target.replaceAll(/[()]/g, wide))
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, wide)
    .replaceAll(/^[ \t]*[#+=-]/gm, wide)
    .replaceAll(/^[ \t]*\d+[.)](?=\s|$)/gm, wide)
    .replaceAll(/^(?: {4}|\t)/gm, '\u3000\u3000')
}

/** Every sign of ASCII has a twin that far away. */
const wide = (text: string): string =>
  text.replaceAll(/[!#()*+.<=>@[\\\]_`|~-]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

/** Words in a plain text message: literal, but for links that act inside DingTalk and signs that turn the reading round. */
export const plain = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replaceAll(/(dtmd|dingtalk)\s*:(?=\s*\/|%2f)/gi, '$1：')

/** Lines that stay lines: DingTalk folds a single newline unless two spaces stand before it. */
export const lines = (text: string): string => text.replaceAll(/[ \t]*\n/g, '  \n')

/** A quotation, literal: every line of it is marked. */
export const quoted = (text: string): string =>
  harmless(text)
    .split('\n')
    .map((line) => (line.trim() === '' ? '>' : `> ${line}`))
    .join('  \n')
