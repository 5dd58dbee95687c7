import { nextFilled, type TextLine } from './text-line.ts'

const wrote = /(?:写道|寫道|写到|wrote|writes)\s*[:：]$/i
/** Older Gmail and the Japanese one: the time, the sender, a colon. */

const bareSender =
  /^\d{4}(?:-\d\d-\d\d|年\d{1,2}月\d{1,2}日).{0,20}\d{1,2}:\d\d .{0,160}<[^<>\s]+@[^<>\s]+>\s?:$/
const dated = /\d{4}\s?[年/.-]\s?\d{1,2}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i
const timed = /\d{1,2}[:：]\d{2}|\d\s?[时時点點]/
const opens = /^(?:在|于|於|on\b|at\b|\d{4}\s?[年/.-])/i
const senderFirst =
  /@[^\s<>@]+(?:<mailto:[^\s<>]+>)?>?\s?(?:于|於|，|,|on)?\s?(?:[a-z]{3},?\s)?\d{4}\s?[年/.-]/i
/** One who speaks to us about what somebody wrote speaks himself. */
const speaks = /你|您|贵司|贵公司|我|\byou\b|\bI\b|\bwe\b/i
/** Roundcube and others: who, when, no address. */
const nameFirst = /^[^，。！？:：]{1,40}\s?(?:于|於)\s?\d{4}\s?[年/.-]/
/** Zoho writes it between rules. */
const ruled = /^-{2,}\s*[^。！？]{1,160}(?:写道|寫道|wrote)\s*[:：]?\s*-{2,}$/i
const nameOnly = /^[^，。,；;：:！？]{1,40}\s?(?:写道|寫道|wrote)\s*[:：]$/i
const longest = 400
const mostLines = 3

export interface Attribution {
  start: number
  /** The first line behind it. */
  end: number
}

/** Whether the line at `end` closes “X wrote on …:”, which clients wrap over up to three lines. */
export function attributionEndingAt(lines: readonly TextLine[], end: number): Attribution | undefined {
  const last = lines[end]
  if (!last || last.quoted || last.bare.length > longest || !/[:：-]$/.test(last.bare)) return undefined
  if (ruled.test(last.bare)) return { start: end, end: end + 1 }
  if (bareSender.test(last.bare)) return { start: end, end: end + 1 }
  if (!wrote.test(last.bare)) return undefined
  let joined = ''
  for (let start = end; start > end - mostLines; start -= 1) {
    const line = lines[start]
    if (!line || line.bare === '' || line.quoted || line.bare.length > longest) break
    if (start < end && /[。！？!?]$/.test(line.bare)) break
    joined = joined === '' ? line.bare : `${line.bare} ${joined}`
    if (isAttribution(joined)) return { start, end: end + 1 }
  }
  const quotesBelow = lines[nextFilled(lines, end + 1)]?.quoted === true
  const named = quotesBelow && nameOnly.test(last.bare) && !speaks.test(last.bare)
  return named ? { start: end, end: end + 1 } : undefined
}

function isAttribution(line: string): boolean {
  if (!dated.test(line) || cutInHalf(line)) return false
  const address = line.includes('@')
  if (opens.test(line)) return /<[^<>]*@/.test(line) || ((address || timed.test(line)) && !speaks.test(line))
  return (
    (address && senderFirst.test(line)) || (nameFirst.test(line) && timed.test(line) && !speaks.test(line))
  )
}

/** The address's opening bracket stands on the line above. */
const cutInHalf = (line: string): boolean => {
  const closed = line.indexOf('>')
  const opened = line.indexOf('<')
  return closed !== -1 && (opened === -1 || closed < opened)
}
