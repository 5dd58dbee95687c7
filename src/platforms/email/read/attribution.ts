import { nextFilled, type TextLine } from './text-line.ts'

const wrote = /(?:写道|寫道|写到|wrote|writes)\s*[:：]$/i
/** Older Gmail and the Japanese one: the time, the sender, a colon. */
const bareSender =
  /^\d{4}(?:-\d\d-\d\d|年\d{1,2}月\d{1,2}日).{0,20}\d{1,2}:\d\d .{0,160}<[^<>\s]+@[^<>\s]+>\s?:$/
const dated =
  /\d{4}\s?[年/.-]\s?\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i
const timed = /\d{1,2}[:：]\d{2}|\d\s?[时時点點]/
const opens = /^(?:在|于|於|on\b|at\b|\d{4}\s?[年/.-])/i
const senderFirst =
  /@[^\s<>@]+(?:<mailto:[^\s<>]+>)?>?\s?(?:于|於|，|,|on)?\s?(?:[a-z]{3},?\s)?\d{4}\s?[年/.-]/i
/** When, a comma, a name: without an address only in this form. */
const thenName = /^(?:在|于|於|on\b|at\b).*\d.*[，,]\s?[^，。,；;！？]{1,40}(?:写道|寫道|wrote)\s*[:：]$/i
/** One who speaks to us about what somebody wrote speaks himself. */
const speaks = /你|您|贵司|贵公司|我|\byou\b|\bI\b|\bwe\b/i
/** Zoho writes it between rules. */
const ruled = /^-{2,}\s*[^。！？]{1,160}(?:写道|寫道|wrote)\s*[:：]?\s*-{2,}$/i
const nameOnly = /^[^，。,；;！？]{1,40}\s?(?:写道|寫道|wrote)\s*[:：]$/i
const addressLast = /<[^<>\s]+@[^<>\s]+>\s?[:：]$/
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
  const alone = { start: end, end: end + 1 }
  if (ruled.test(last.bare) || bareSender.test(last.bare)) return alone
  const writes = wrote.test(last.bare)
  if (!writes && !addressLast.test(last.bare)) return undefined
  if (quotesBelow(lines, end) && namesSomebody(last.bare)) return alone
  return writes ? wrapped(lines, end) : undefined
}

function wrapped(lines: readonly TextLine[], end: number): Attribution | undefined {
  let joined = ''
  for (let start = end; start > end - mostLines; start -= 1) {
    const line = lines[start]
    if (!line || line.bare === '' || line.quoted || line.bare.length > longest) return undefined
    if (start < end && /[。！？!?]$/.test(line.bare)) return undefined
    joined = joined === '' ? line.bare : `${line.bare} ${joined}`
    if (isAttribution(joined)) return { start, end: end + 1 }
  }
  return undefined
}

const quotesBelow = (lines: readonly TextLine[], end: number): boolean =>
  lines[nextFilled(lines, end + 1)]?.quoted === true

/** Directly above quoted lines less is enough: a name, or a time. */
function namesSomebody(line: string): boolean {
  if (cutInHalf(line)) return false
  if (dated.test(line) && timed.test(line)) return /^[^，。！？]{0,60}\d/.test(line) && !speaks.test(line)
  return nameOnly.test(line) && !speaks.test(line)
}

function isAttribution(line: string): boolean {
  if (!dated.test(line) || cutInHalf(line)) return false
  if (opens.test(line) && /<[^<>]*@/.test(line)) return true
  if (line.includes('@') && senderFirst.test(line)) return true
  if (speaks.test(line)) return false
  return (opens.test(line) && line.includes('@')) || (timed.test(line) && thenName.test(line))
}

/** The address's opening bracket, or its line's beginning, stands on the line above. */
function cutInHalf(line: string): boolean {
  const closed = line.indexOf('>')
  const opened = line.indexOf('<')
  return (
    (closed !== -1 && (opened === -1 || closed < opened)) ||
    /^(?:上午|下午|晚上|中午|凌晨|早上)?\d{1,2}:\d\d\s?(?:写道|寫道)/.test(line)
  )
}
