/** What means something in the markdown of WeCom, and what reads the same and means nothing. */
const lookalikes: Readonly<Record<string, string>> = {
  '<': '＜',
  '[': '［',
  ']': '］',
  '*': '＊',
  '`': '｀',
  '|': '｜',
  '~': '～',
  '\\': '＼',
}

/**
 * Somebody's words as they may stand in a message of ours: no link, mention, colour, heading, quotation or table comes
 * of them, whichever of WeCom's markdown dialects reads it (the older one knows no backslash). Marks that turn the
 * direction of writing are taken out.
 */
export function harmless(text: string): string {
  return text
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/[<[\]*`|~\\]/g, (mark) => lookalikes[mark] ?? mark)
    .replaceAll(/&(?=#|\w+;)/g, '＆')
    .replaceAll(/^(\s*)([#>])/gm, (_, space: string, mark: string) => `${space}${mark === '#' ? '＃' : '＞'}`)
    .replaceAll(/^(\s*)([-+=_]{3,}|[-+])(?=\s|$)/gm, (_, space: string, mark: string) => `${space}​${mark}`)
}

/** The same as a quotation: each line marked. */
export const quoted = (text: string): string =>
  harmless(text)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
