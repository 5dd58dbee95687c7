import { type Cue, cueBefore, type Passage } from '../cues.ts'
import { type Found, matchesOf } from '../matches.ts'
import { goods, wordEnding } from './goods.ts'

const code =
  /(?<![A-Za-z0-9_.@/-])(?:0x[0-9A-Fa-f]{2,10}|[A-Z]{2,}(?:_[A-Z0-9]+)+|[A-Za-z]{1,5}[-_: ]?\d{1,6}[A-Za-z]?(?:[-.]\d{1,3})?|-\d{1,6}|\d{1,3}-\d{1,3}|\d{1,7}|[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z][A-F0-9LHOP]{1,2}|d[A-Z]|\d[EFHCL])(?![A-Za-z0-9_@/]|[-.]\d)/g
const measure =
  /^\s?(?:[个次天月年号点分秒台件遍回度斤只条位多几来元块折人万千百岁层楼步圈页字段℃°%％期]|小时|公里|kg|ml|mm|cm|w\b|v\b|:|：\d|[-/]\d|\.\d)/i
/** Between a word such as 报错 and its code. */
const link =
  /^(?:[了是的个为在成着说出来有就老总又还一直都什么码:：=#“"「【(（\s]|代码|编号|器上|屏上|屏幕上|上面|面板|屏|号|错误|故障|提示|显示|error|code|err)*$/i
const wordsOnly = /^(?:[A-Za-z]+)$/
const after =
  /^\s?[”"」】)]?\s?(?:号)?(?:这个|的|(?:是|代表)(?:什么|啥|哪种)的?)?(?:故障|错误|报错|报警|代码|错码|异常)/

/** Codes that a thing shows or an error has. */
export function errorsIn(passage: Passage): Found[] {
  const { text } = passage
  if (!passage.latin && passage.digits === 0) return []
  const found: Found[] = []
  for (const match of matchesOf(code, text)) {
    // err 502: the word is no part of the code, in ERR-07 it is.
    const word = /^(?:err|error|code|http|status|fault|stop)[ :]/i.exec(match[0])?.[0].length ?? 0
    const start = match.index + word
    const one = { value: match[0].slice(word), start, end: match.index + match[0].length }
    if (isError(one, passage, found.at(-1))) found.push(one)
  }
  return found
}

function isError(one: Found, passage: Passage, last: Found | undefined): boolean {
  const { value, start, end } = one
  const { text } = passage
  const next = text.slice(end, end + 8)
  if (/^\s?级/.test(next)) return false
  const digitsOnly = /^\d+$/.test(value)
  if (after.test(next) && (!wordsOnly.test(value) || value.length > 3 || /^[EFHLUCP][A-Z]$/.test(value)))
    return !notError.test(value)
  if (
    digitsOnly &&
    (measure.test(next) || /(?:页面?|价格?|结算)显示$/.test(text.slice(Math.max(0, start - 6), start)))
  )
    return false
  const cue = cueBefore(passage, start, 12)
  if (cue && (cue.kind === 'error' || cue.kind === 'shows') && link.test(text.slice(cue.end, start)))
    return (
      (!notError.test(value) || /^[A-Z]-?\d{1,2}$/.test(value)) &&
      fits(value, { cue, word: text.slice(cue.start, cue.end) }, next)
    )
  // 两台F1 Pro: a model.
  if (notError.test(value) || /^\s?(?:Pro|Max|Plus|Ultra|Mini|SE|Air|Lite)\b/i.test(next)) return false
  if (
    last &&
    /^\s?(?:[、,，/和与跟或]|还有|以及|又是|到)+\s?$/.test(text.slice(last.end, start)) &&
    start - last.end < 5
  )
    return !digitsOnly || /^\d+$/.test(last.value)
  if (/^(?:404|50[0-4])$/.test(value) && /^\s?(?:bad|not|internal|gateway|error|页|了)/i.test(next))
    return true
  const shown = /(?:一直|老是|总是|又|老)$/.test(text.slice(Math.max(0, start - 2), start))
  if (/^[A-Z]\d{1,2}$/.test(value) && shown && cue === undefined) return true
  if (/^[ef]\d{1,2}$/.test(value)) return wordEnding(text, start, goods.thing) !== ''
  return isBare(value, cue)
}

/** Whether a value is a code of an error after this word: 显示 says less than 错误代码. */
function fits(value: string, { cue, word }: { cue: Cue; word: string }, next: string): boolean {
  if (wordsOnly.test(value))
    return value === value.toUpperCase()
      ? value.length >= (cue.kind === 'error' ? 2 : 6) || /^[EFHLUCPD][A-Z]$/.test(value)
      : (/^[A-Z]\w*[A-Z]/.test(value) && value.length > 6) || /^d[A-Z]$/.test(value)
  if (cue.kind === 'error') return !/^\d{1,3}-\d{1,3}$/.test(value) || value.length > 3
  if (/^\d+$/.test(value))
    return value.length === 3
      ? /^[45]/.test(value)
      : value.length > 3 && (word === '报' || /^(?:[”"」】,，。;；!！?？的]|$)/.test(next))
  return !/^\d+-/.test(value)
}

const isBare = (value: string, cue: Cue | undefined): boolean =>
  (cue === undefined || cue.kind === 'shows' || cue.kind === 'error' || cue.kind === 'name') &&
  (/^0x[0-9A-F]{4,}$/i.test(value) ||
    /^[EF]-?\d{1,2}$/.test(value) ||
    /^ERR(?:OR)?(?:[-_: ]?\d{1,5}|_[A-Z_]+)$/i.test(value))

const notError =
  /^(?:wifi|ip|usb|hdmi|win|ios|pm|am|no|type|level|step|page|room|day|v|ver|version|app|gb|vip|mp|g|qq|vx|wx|top|h5|h26[45]|a4|a3|b5|5g|4g|[345]d)[-_: ]?\d*$|^\d{1,2}:\d\d|^(?:iphone|ipad|mate|note|pro|max|plus|mini|redmi|galaxy|watch|switch)[ -]?\d*|^(?:wifi|app|ok|vip|usb|bluetooth|on|off|hi|lo|no|yes|sn)$/i
