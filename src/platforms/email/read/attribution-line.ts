const verb = '写道|寫道|写到|wrote|writes|schrieb|a écrit|escribió|ha scritto|escreveu|написал'
const wrote = new RegExp(`(?:${verb})\\s*[:：]$`, 'i')
const dated =
  /\d{4}\s?[年년/.-]\s?\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b\d{1,2}\.?\s[a-zà-ÿ]{3,10}\.?\s\d{4}\b/i
const timed = /\d{1,2}[:：]\d{2}|\d\s?[時时点點]/
const opens = /^(?:在|于|於|on\b|at\b|\d{4}\s?[年/.-])/i
/** Older Gmail and the Japanese one: the time, the sender, a colon. */
const bareSender =
  /^\d{4}(?:-\d\d-\d\d|年\d{1,2}月\d{1,2}日).{0,20}\d{1,2}:\d\d .{0,160}<[^<>\s]+@[^<>\s]+>\s?:$/
const senderFirst =
  /@[^\s<>@]+(?:<mailto:[^\s<>]+>)?>?\s?(?:于|於|在|，|,|on)?\s?(?:[a-z]{3},?\s)?\d{4}\s?[年/.-]/i
/** When, a comma, a name: without an address only in this form. */
const thenName =
  /^(?:在|于|於|on\b|at\b)(?=.{0,200}\d).{0,300}[，,]\s?[^，。,；;！？]{1,40}(?:写道|寫道|wrote)\s*[:：]$/i
/** Thunderbird sets it so whatever the name; nobody types figures, comma and blanks like that. */
const byProgram =
  /^(?:在|于|於|on) (?:\d{4}[/-]\d{1,2}[/-]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日) (?:上午|下午)?\d{1,2}:\d{2}(?::\d{2})?(?:, |，)(?!你|您们|您的|贵|我们|we\b|you\b|your\b)[^，。,；;！？:：]{1,40} (?:写道|寫道|wrote)\s?[:：]$/i
/** Google Groups: the time with its zone, then the name in brackets. */
const bracketed =
  /^在\s?\d{4}年\d{1,2}月\d{1,2}日[^，。！？<>]{0,24}\d{1,2}:\d{2}(?::\d{2})?\s?<[^<>]{1,60}>\s?(?:写道|寫道)[:：]$/
/** The verb before the time. */
const thenTime =
  /^[^，。；;！？]{1,160}\s(?:wrote|写道|寫道) (?:on|at|在|于) (?:[a-z]{3,9},? )?[\da-z][^，。；;！？]{4,40}\d{1,2}:\d{2}[^，。；;！？]{0,20}[:：]$/i
/** Roundcube: a name and a time set apart by blanks. */
const nameThenTime =
  /^[^\s，。,；;！？:：][^，。,；;！？:：]{0,39} (?:在|于|於) \d{4}(?:-\d\d-\d\d|年\d{1,2}月\d{1,2}日)[^，。,；;！？]{0,12} \d{1,2}:\d{2}(?::\d{2})?\s?(?:写道|寫道)[:：]$/
/** Zoho and Foxmail 5 write it between rules. */
const ruled = /^[-=]{2,80}(?![-=])\s*[^。！？]{1,160}?(?:写道|寫道|撰写|撰寫|wrote)\s*[:：]?\s*[-=]{2,80}$/i
/** Clients set a bare name off with blanks; without any, somebody tells what another wrote. */
const told = /^(?:在|于|於)\d.*[^\s>](?:写道|寫道)[:：]$/
/** One who speaks to us about what somebody wrote speaks himself. */
const speaks = /你|您|贵司|贵公司|我|\byou\b|\bI\b|\bwe\b/i
const nameOnly = /^[^，。,；;！？]{1,40}\s?(?:写道|寫道|wrote)\s*[:：]$/i
const address = /<[^<>\s]+@[^<>\s]+>/
const addressLast = /<[^<>\s]+@[^<>\s]+>\s?[:：]$/
const quoting = /^(?:引用|引述|来自|來自|quoting|zitat von)\s/i
/** The Bat: its own “you”. */
const toldYou = /^[\d年月日/.\s-]{8,14}[，,]\s?\d{1,2}:\d{2}(?::\d{2})?[，,]\s?您写道[:：]$/
/** Names, times and addresses are no longer. */
const longest = 600
const timeWords =
  /星期.|周.|週.|上午|下午|晚上|凌晨|中午|早上|\b(?:on|at|am|pm|um|le|à|gmt|utc|cst|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6})\b/gi

/** Whether a line says who wrote and when so clearly that no quoted lines need follow; `apart` below a blank line. */
export function isClearlyWrote(line: string, apart: boolean): boolean {
  if (line.length > longest) return false
  if (ruled.test(line) || bareSender.test(line) || byProgram.test(line) || bracketed.test(line)) return true
  if (!dated.test(line) || cutInHalf(line)) return false
  const talks = speaks.test(line)
  if (apart && timed.test(line) && !talks && (thenTime.test(line) || nameThenTime.test(line))) return true
  if (!wrote.test(line)) return false
  if (opens.test(line) && /<[^<>]*@/.test(line)) return true
  if (line.includes('@') && senderFirst.test(line)) return true
  if (talks) return false
  return (
    (opens.test(line) && line.includes('@')) || (timed.test(line) && thenName.test(line) && !told.test(line))
  )
}

/** Whether a line right above quoted lines names somebody who wrote them: there a name, or a time, is enough. */
export function wroteAbove(line: string): boolean {
  if (line.length > longest) return false
  if (cutInHalf(line)) return false
  if (toldYou.test(line)) return true
  if (address.test(line) && (quoting.test(line) || (dated.test(line) && timed.test(line))))
    return /[:：]$/.test(line) && !speaks.test(line)
  if (!wrote.test(line) && !addressLast.test(line)) return false
  if (dated.test(line) && timed.test(line)) return /^[^，。！？]{0,60}\d/.test(line) && !speaks.test(line)
  return nameOnly.test(line) && !speaks.test(line)
}

/** Whether a line holds nothing but a day and a time. */
export const isOnlyTime = (line: string): boolean =>
  line.length <= 60 &&
  dated.test(line) &&
  line
    .replace(/^(?:在|于|於)/, '')
    .replaceAll(timeWords, '')
    .replaceAll(/[\d\s年月日号時时分秒点點,，.:：/+()-]/g, '') === ''

/** Whether a line is the name that the address or the time on the line below belongs to. */
export function namesWriter(line: string, below: string): boolean {
  if (line === '' || /[。！？!?；;]$/.test(line)) return false
  if (/^<[^<>\s]+@/.test(below))
    return (line.length <= 40 && !/[，。,]/.test(line)) || (opens.test(line) && dated.test(line))
  return /^(?:在|于|於)\s?\d{4}/.test(below) && /<[^<>\s]+@[^<>\s]+>$/.test(line)
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
