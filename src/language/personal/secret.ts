import type { CueKind, Passage } from '../cues.ts'
import { matchAt, matchesOf } from '../matches.ts'
import { behind, has, lastBefore } from './behind.ts'
import type { Finding } from './finding.ts'
import { findKeypadCodes } from './keypad.ts'
import { findToldCodes } from './told-code.ts'

const value = '[A-Za-z0-9!@#$%^&*_.+~?=-]'
const secretValue = new RegExp(
  `(?:\\d(?: \\d){3,7}|[A-Z](?: \\d){3,6}|\\d{4}(?: \\d{4}){1,4}|\\d\\d \\d\\d \\d\\d|\\d{3} \\d{3}|(?=${value}*\\d|${value}*[A-Z!@#$%^&*]${value}*[a-z]|[a-z]{6})${value}{3,32}(?<![.?-])|[零〇一二三四五六七八九幺两]{4,10})(?![A-Za-z0-9零〇一二三四五六七八九十百]|\\s?[位次天秒月年个块元折遍])`,
  'y',
)
const notSecret =
  /^(?:\d{4}年|\d{1,2}[-/.]\d{1,2}$|wifi|app|null|password|iphone.*|android.*|(?:400|800)-?\d)/i

const secret = (text: string, at: number): Finding | undefined => {
  const said = matchAt(secretValue, text, at)
  if (said === undefined || notSecret.test(said)) return undefined
  // 2580#键: there the key is only named. #0922: a small word that leads to a value takes its # along.
  const kept = /^\d+#$/.test(said) && text.startsWith('键', at + said.length) ? said.slice(0, -1) : said
  const keys = /[#*]{1,2}$/.exec(text.slice(Math.max(0, at - 2), at))?.[0].length ?? 0
  return { type: 'secret', start: at - keys, end: at + kept.length, sure: 0.97 }
}

const at = (start: number, end: number, sure: number): Finding => ({ type: 'secret', start, end, sure })

/** 两个密码aa1122、bb3344: what is joined to a secret and looks like it. */
const joint = /\s?(?:或者?|还有|以及|[、,，/和与跟])\s?/y
function secretsJoined(text: string, found: readonly Finding[]): Finding[] {
  return found.flatMap((one) => {
    const link = matchAt(joint, text, one.end)
    const next = link === undefined ? undefined : secret(text, one.end + link.length)
    if (!next) return []
    const [first, second] = [text.slice(one.start, one.end), text.slice(next.start, next.end)]
    return formOf(first) === formOf(second) ? [next] : []
  })
}
/** 7-2-3311 as 9-9-9999, aa1122 as mixed. */
const formOf = (value: string): string =>
  /^[\d-]+$/.test(value)
    ? value.replace(/\d/g, '9').replace(/^9+(?=-)/, '9')
    : /\d/.test(value)
      ? 'mixed'
      : value

/** 丰巢48201937这个取件码, 482913是验证码: the value before its cue. */
const before =
  /(?<![\dA-Za-z.-])(?:\d{4,8}|[A-Z]?\d{1,2}-\d{1,2}-\d{3,5})(?=\s?[（(]?(?:就?是|这个|这串|那个|的)?(?:我的|你们发的|刚收到的|今天的|错误的)?$)/
/** 收到882019，是验证码吗 · 我输的是112233，说密码错误 · 把559023输进去，说验证码失效. */
const beforePause =
  /(?:^|】|收到|[发来给说]的?|写着|显示|是|[写输填设按]的?)(?:了|个|就?是)*\s?(\d{4}|\d{6}|\d{8}|[A-Za-z][A-Za-z]*\d[A-Za-z\d]{3,12})[，,]\s?[^\d，,。]{0,6}$|(\d{4}|\d{6}|\d{8})[输填][^\d，,。]{0,5}[，,]\s?[^\d，,。]{0,6}$/
function secretsBefore({ text, cues }: Passage): Finding[] {
  const found: Finding[] = []
  for (const cue of cues) {
    if (cue.kind !== 'secret') continue
    const from = Math.max(0, cue.start - 24)
    const match = before.exec(text.slice(from, cue.start))
    if (match && match.index + match[0].length + from < cue.start)
      found.push(at(from + match.index, from + match.index + match[0].length, 0.93))
    const paused = beforePause.exec(text.slice(from, cue.start))
    const said = paused?.[1] ?? paused?.[2]
    if (paused && said !== undefined) {
      const start = from + paused.index + paused[0].indexOf(said)
      found.push(at(start, start + said.length, 0.88))
    }
  }
  return found
}

/** 密码忘了，旧的是Wzx_1987: which one was said a clause before. */
const another =
  /[，,；;]\s?(?:我)?(?:旧|新|原来|原|老|之前|以前|现在|后来|输|填|设|试)(?:的|那个|密码|入|了)*(?:是|为|:|：)?\s?/y
function secretsAfterPause({ text, cues }: Passage): Finding[] {
  return cues.flatMap((cue) => {
    if (cue.kind !== 'secret') return []
    const pause = /^[^，,；;。！？]{0,8}/.exec(text.slice(cue.end, cue.end + 9))?.[0].length ?? 0
    const led = matchAt(another, text, cue.end + pause)
    return led === undefined ? [] : (secret(text, cue.end + pause + led.length) ?? [])
  })
}

const bare =
  /(?<![\dA-Za-z.\-零一二三四五六七八九十百千万])(?:\d{4}|\d{6}|\d{8}|[零一二三四五六七八九幺]{6})(?![\dA-Za-z.\-零一二三四五六七八九十百千万]|\s?[位次天秒月年个块元折遍条度台号%]|分钟|小时|到手|买)/g
/** What stands between a secret and its word says that it is given: 是, 输了, 收到, 六位. */
const given = /[是为:：填改试]|输[了入]?|收到|发来|[四六]位|就|，$/
const notGiven = /[锁箱买花价退付款钱误月号]|型号|[a-z]{2}/i
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
    const near = between.length <= (said.length > 5 && said.length !== 8 ? 24 : 12)
    return near && given.test(between) && !notGiven.test(between)
      ? [at(index, index + said.length, 0.86)]
      : []
  })
}

/** 短信里那串数字是447102 · 收到的六位数880213 · 码是662031. */
const sent =
  /(?:[四六]位(?:数字?|的?码)|(?:那|这)?串(?:数字?|码)|短信(?:里|上)?的?数字|短信(?:收到|来)了?|短信(?:里|上)?(?:写|说|显示|发|给)(?:的|了一?个)?|(?:刚刚?|新)收到?的(?=是|[：:])|三位(?:数字?)?的?(?:[那这]个)?码|(?<![\u4e00-\u9fa5A-Za-z])码|[个这那]码|[发要给收]的码(?!表)[^\d。，,]{0,6}|有效期[\d/]{4,5}[,， ]?后三位)(?:数字?)?(?:就?是|为)?[：:]?\s?(?=(?:\d{4}|\d{6}|\d\d \d\d \d\d|\d{3} \d{3}|(?<=(?:后三位|三位.{0,5}码).{0,3})\d{3})(?!\d|[年元块位个条]))/g
const secretsSent = (text: string): Finding[] =>
  !/[码串位信期收]/.test(text)
    ? []
    : matchesOf(sent, text).map(({ 0: { length }, index }) => {
        const start = index + length
        return at(start, start + (/^\d+(?: \d+)*/.exec(text.slice(start, start + 8))?.[0].length ?? 0), 0.9)
      })

/** 账号158… 密abc12345 · 家里门锁147258: a word that leads to nothing else. */
const led =
  /(?<=[\dA-Za-z\s,，]|^)密[:：是]?\s?|(?:柜子?|丰巢|驿站|菜鸟)[^\s,，。\d]{0,3}码[:：是为]{0,2}\s?|后(?<=卡[^。！!？?\n]{0,36}[^卡号尾机话单编]后|信用卡后)(?:面)?三位(?:数字?)?[:：是为]{0,2}\s?(?=\d{3}(?!\d))|输(?<=[柜码锁门][^。！!？?\n]{0,12}输)(?:入|了)?\s?(?=(?:\d{4}|\d{6}|\d{8})(?![\d.-]|\s?[次遍年元块位个条]))|(?<=码)(?:是|由)?从(?=[\dA-Za-z]{4,16}[改换变])|[改换变](?<=码从[\dA-Za-z]{4,16}.)(?:成|为|到|不了)(?=[\dA-Za-z]{4})|(?:锁屏|门锁|开锁|开门)[是用按输:：]{0,2}\s?(?=(?:\d{4}|\d{6})(?:[\s,，。;；]|$))/g
const secretsLed = (text: string): Finding[] =>
  /[密锁开码位门]/.test(text)
    ? matchesOf(led, text).flatMap(({ 0: { length }, index }) => secret(text, index + length) ?? [])
    : []

/** 凭6-3-4021去取, 驿站8-2-1107: how stations for parcels number their shelves. */
const shelf = /(?<![\dA-Za-z-])(?:[A-Z]-)?\d{1,2}-\d{1,2}-\d{4,5}(?![\dA-Za-z-]|[室号房])/g
const station = /码是|取快递|取货|代收点|驿站|快递柜|丰巢|菜鸟|自提|取件|拿件|快递超市|货架|包裹|凭/
const shelves = (text: string): Finding[] =>
  station.test(text)
    ? matchesOf(shelf, text).map(({ 0: { length }, index }) => at(index, index + length, 0.89))
    : []

/** Passwords, verification and pick-up codes: known by the word beside them. */
export function findSecrets(passage: Passage): Finding[] {
  const told = behind(passage, 'secret', secret)
  return [
    ...told,
    ...secretsJoined(passage.text, told),
    ...secretsBefore(passage),
    ...secretsAfterPause(passage),
    ...secretsNear(passage),
    ...findKeypadCodes(passage),
    ...findToldCodes(passage),
    ...(passage.digits > 2
      ? [...secretsSent(passage.text), ...secretsLed(passage.text), ...shelves(passage.text)]
      : []),
  ]
}
