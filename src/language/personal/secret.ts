import type { CueKind, Passage } from '../cues.ts'
import { mark } from '../marks.ts'
import { matchAt, matchesOf } from '../matches.ts'
import { unitsOf } from '../units.ts'
import { behind, has, lastBefore } from './behind.ts'
import type { Finding } from './finding.ts'
import { findKeypadCodes } from './keypad.ts'
import { findToldCodes } from './told-code.ts'

const value = '[A-Za-z0-9!@#$%^&*_.+~?=-]'
/** 二五八零井: the last key said in words. 按井号键 only names it, and 井盖 is one. */
const key = '(?:[井星]号(?!键)|井(?![号字盖水里边口底下上]))'
const secretValue = new RegExp(
  `(?:\\d{4,8}${key}|\\d(?: \\d){3,7}|[A-Z](?: \\d){3,6}|\\d{4}(?: \\d{4}){1,4}|\\d\\d \\d\\d \\d\\d|\\d{3} \\d{3,4}|\\d{4} \\d{3}|\\d{4} \\d\\d|\\d\\d \\d{4}|(?=${value}*\\d|${value}*[A-Z!@#$%^&*]${value}*[a-z]|[a-z]{6})${value}{3,32}(?<![.?-])|[零〇一二三四五六七八九幺两]{4,10}${key}?|(?:[一二两三四五六七八]个[零〇一二三四五六七八九幺d](?!d)){1,4})(?![A-Za-z0-9零〇一二三四五六七八九十百]|\\s?[位次天秒月年个块元折遍])`,
  'y',
)
const notSecret =
  /^(?:\d{4}年|\d{1,2}[-/.]\d{1,2}$|\d{1,5}\.\d{1,2}$|wifi|app|null|password|locked|blocked|invalid|incorrect|expired|required|failed|[A-Z]{1,2}\d{1,3}-?(?:pro|max|plus|mini|lite|ultra|se)$|iphone.*|android.*|(?:400|800)-?\d)/i

const isKey = unitsOf(/[#*]/)
const secret = (text: string, at: number): Finding | undefined => {
  const said = matchAt(secretValue, text, at)
  if (said === undefined || notSecret.test(said)) return undefined
  // 2580#键: there the key is only named. #0922: a small word that leads to a value takes its # along.
  const kept =
    said.endsWith('#') && /^\d+#$/.test(said) && text.startsWith('键', at + said.length)
      ? said.slice(0, -1)
      : said
  const keys = isKey(text.charCodeAt(at - 1)) ? (isKey(text.charCodeAt(at - 2)) ? 2 : 1) : 0
  return { type: 'secret', start: at - keys, end: at + kept.length, sure: 0.97 }
}

const at = (start: number, end: number, sure: number): Finding => ({ type: 'secret', start, end, sure })

const bare =
  /(?<![\dA-Za-z.\-零一二三四五六七八九十百千万])(?:\d{4}|\d{6}|\d{8}|[零一二三四五六七八九幺]{6})(?![\dA-Za-z.\-零一二三四五六七八九十百千万]|\s?[位次天秒月年个块元折遍条度台号%]|分钟|小时|到手|买)/g
/** What stands between a secret and its word says that it is given: 是, 输了, 收到, 六位. */
const given = /[是为:：填改试]|设[的成了]|输[了入]?|收到|发来|[四六]位|就|，$/
const notGiven = /[锁箱买花价退付款钱误月号]|型号|日期|时间|[a-z]{2}/i
/** 密码改了，他自己也忘了，说好像是20130601: so led to, it may be further off. */
const toldNow = /(?:好像|大概|应该|可能|估计|记得|[说改设写输试猜])(?:过|了|的)?[是成为]?\s?$/
const passedOver: ReadonlySet<CueKind> = new Set(['number', 'name', 'call', 'give', 'shows', 'kin', 'id'])
/** What looks like a password wherever it stands: letters and digits in one. */
const mixed = /(?<![\w@.+-])(?=[A-Za-z@!#$%^&*_]*\d)(?=\d*[@!#$%^&*_]?[A-Za-z])[\w@!#$%^&*]{6,20}(?![\w@.-])/g

/** 验证码发来了，是482931 · 密码就是我生日19880715: not right behind its word, but plainly meant. */
function secretsNear(passage: Passage): Finding[] {
  const { text, cues } = passage
  if (!has(passage, 'secret')) return []
  const values = passage.latin ? [...matchesOf(bare, text), ...matchesOf(mixed, text)] : matchesOf(bare, text)
  return values.flatMap(({ 0: said, index }): Finding[] => {
    const cue = lastBefore(cues, index, passedOver)
    if (cue?.kind !== 'secret' || /[锁箱]$/.test(text.slice(cue.start, cue.end))) return []
    const between = text.slice(cue.end, index)
    const near = between.length <= ((said.length > 5 && said.length !== 8) || toldNow.test(between) ? 24 : 12)
    return near && given.test(between) && !notGiven.test(between)
      ? [at(index, index + said.length, 0.86)]
      : []
  })
}

/** 凭6-3-4021去取, 驿站8-2-1107, 凭A12-5-6037: how stations for parcels number their shelves. */
const shelf = /(?<![\dA-Za-z-])(?:[A-Z]-?)?\d{1,2}-\d{1,2}-\d{4,5}(?![\dA-Za-z-]|[室号房])/g
const station = /码是|快递码|取快递|取货|代收点|驿站|快递柜|丰巢|菜鸟|自提|取件|拿件|快递超市|货架|包裹|凭/
const shelves = (text: string): Finding[] =>
  station.test(text)
    ? matchesOf(shelf, text).map(({ 0: { length }, index }) =>
        at(index, index + length, text.charAt(index - 1) === '凭' ? 0.96 : 0.89),
      )
    : []

/** Passwords, verification and pick-up codes: known by the word beside them. */
export function findSecrets(passage: Passage): Finding[] {
  return [
    ...behind(passage, 'secret', secret),
    ...secretsNear(passage),
    ...findKeypadCodes(passage),
    ...findToldCodes(passage),
    ...(passage.digits > 2 && passage.seen & mark.dash ? shelves(passage.text) : []),
  ]
}
