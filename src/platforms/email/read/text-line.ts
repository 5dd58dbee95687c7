import { fusedSeparator } from './separator.ts'

/** A line of a mail's text: as written, and as it is compared (trimmed, wide spaces narrow, quotation marks off). */
export interface TextLine {
  text: string
  bare: string
  quoted: boolean
}

/** Mail clients that put HTML into plain text leave these standing. */
const entities: [RegExp, string][] = [
  [/&nbsp;/g, ' '],
  [/&gt;/g, '>'],
  [/&lt;/g, '<'],
  [/&quot;/g, '"'],
]

/** The text's lines, without entities left standing, invisible characters, and separators fused to a line. */
export function linesOf(text: string): TextLine[] {
  let plain = text
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(/[\u200b\ufeff\ufffc]/g, '')
  for (const [entity, character] of entities) plain = plain.replace(entity, character)
  const lines = plain.split('\n').flatMap(unfused).map(lineOf)
  markQuoted(lines)
  return lines
}

function lineOf(text: string): TextLine {
  const unmarked = text.replace(/^[\s>]*>/, '')
  return {
    text,
    bare: unmarked.replaceAll('\u3000', ' ').trim(),
    quoted: /^\s{0,2}>(?![_.][^\s\w])/.test(text),
  }
}

const mostFused = 4

function unfused(line: string, times = 0): string[] {
  const fused = times < mostFused && !/^\s{0,2}>/.test(line) ? fusedSeparator(line) : undefined
  if (!fused) return [line]
  const before = line.slice(0, fused.start)
  const card = before.search(/\|\s?\|/)
  const parts =
    line.startsWith('签名由', fused.start) && card !== -1
      ? [before.slice(0, card)]
      : [before, line.slice(fused.start, fused.end)]
  return [...parts.filter((part) => part.trim() !== ''), ...unfused(line.slice(fused.end), times + 1)]
}

const moreThan = /^\s*>=?\d+(?:[.,]\d+)?(?![\d、.)）])/
const namesOlder = /(?:写道|寫道|wrote)\s?[:：]$|^[-—_]{3,80}(?![-—_]).{1,40}?[-—_]{3,80}$/i

/** What a program put out, shown under a line that says so. */
const announcesOutput =
  /^(?!.*(?:回答|答复|答覆|回复|回覆|answer|reply|replies)).*(?:报错|報錯|错误|錯誤|日志|日誌|提示|输出|輸出|显示|顯示|代码|errors?|logs?|output|code|trace)[^，。,;；]{0,8}[:：]$/i

/** Marks that are no quotation: `>500元` means more than, and output bears marks of its own; not below the line that names who wrote. */
function markQuoted(lines: TextLine[]): void {
  for (let start = 0; start < lines.length; start += 1) {
    if (namesOlder.test((lines[start]?.bare ?? '').slice(-200))) return
    let end = start
    while (lines[end]?.quoted) end += 1
    if (end === start) continue
    const run = lines.slice(start, end)
    const isOutput = announcesOutput.test((lines[start - 1]?.bare ?? '').slice(-80))
    if (isOutput || run.every((line) => moreThan.test(line.text)))
      for (const line of run) {
        line.quoted = false
        line.bare = line.text.trim()
      }
    start = end - 1
  }
}

/** The first line at or after `from` that is not blank; the number of lines if there is none. */
export function nextFilled(lines: readonly TextLine[], from: number): number {
  let at = from
  while (at < lines.length && lines[at]?.bare === '') at += 1
  return at
}
