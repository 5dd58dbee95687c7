import { type Found, matchesOf } from '../matches.ts'
import { isAmongSums } from './among.ts'
import { parseNumber } from './chinese-number.ts'
import { couponSums } from './coupon.ts'
import { asMandarin } from './dialect.ts'
import { isPiece } from './piece.ts'
import { type Said, written } from './price.ts'
import { isCharged, isMoney, isSigned } from './sum.ts'
import { isTakenBack } from './taken-back.ts'

/** A number not inside another, nor in a code or a date. */
const number = new RegExp(
  `(?<!\\d|\\d[.,:：]|[A-Za-z\\d][\\-/]|[A-Za-z](?<!rmb|cny))(?<!(?<!双十)${written})(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d+(?:\\.\\d+)?(?:[kKwW]\\d(?!\\d)|[kK](?![A-Za-z])|[wW](?![A-Za-z])|[千百万](?:\\d{1,3}[千百十]?|(?!一[会共个台件套下起直样次年月定])[一二三四五六七八九](?!${written}))*)?|${written}+(?:点[零一二三四五六七八九]{1,2})?)`,
  'gi',
)
const digit = '[一二两三四五六七八九壹贰叁肆伍陆柒捌玖1-9]'
const unit = new RegExp(
  `^\\s?(?:元(?!电池|催化|锂|乙丙|素|件|宵|旦|音|组)|块钱|快钱|块儿|蚊|文(?![鱼件字章档本化具科旅案明学艺])|块(?![屏板表地玻砖糖布肉石豆钢多头电皮木纱海桌显硬])|圆(?!通)|rmb|¥(?!\\d)|r(?![A-Za-z\\d])|yuan|kuai|人民币|大洋|大元|软妹币)整?(?:零?(?!一(?!$|[,，。;；!！?？\\s毛角]))(${digit})(?![\\d十百千个块元A-Za-z次年月天台件起共直般定根条分张平米位把套瓶箱袋盒双支份单盆]|包(?!邮))(?:[毛角](?:(${digit})分?)?)?)?`,
  'i',
)
const counter = '[个张斤只条包袋瓶片件次度米根支双对份颗粒]'
/** 五毛, 五毛五 and 五毛一个: what counts things behind it are no cents. */
const dime = new RegExp(
  `^(?:毛(?:(?!一${counter})(${digit})(?!${counter}|(?!一${counter})${written})|钱|(?=[,，。一二两三每的没也都]|$))|角钱)`,
)
const eachOne = /^[次节个晚天斤件平位月年套张小条双只瓶盒包箱根支米台桶份对床把]/

/** 两百一次, 付三一共, 三千六两年: the last character belongs to what follows. */
const strayOne = (run: string, next: string): number =>
  (run.length > 2 && /[一二三四五六七八九]两$/.test(run) && eachOne.test(next)) ||
  (/(?<!零)一$/.test(run) &&
    ((run.length > 2 && eachOne.test(next)) || (run.length > 1 && /[共直]/.test(next))))
    ? 1
    : 0

/** 仨百, 俩千: three, two. */
const contracted = /[仨俩][百千万]/g

/** What a number is read as; a sum that is none by itself may be one among others. */
interface Reading {
  sum: number
  isDoubtful: boolean
}

/** What numbers of a text are that no sum is. */
interface Otherwise {
  errors?: readonly Found[]
  /** Orders, telephones, addresses, passwords. */
  others?: readonly Pick<Found, 'start' | 'end'>[]
}

/** Sums of money in yuan, as plain numbers; 几百块 and 一千多 are left out, and what is an error's code (报错404，退我404元). */
export function amountsIn(original: string, { errors = [], others = [] }: Otherwise = {}): string[] {
  const text = asWritten(original)
  const found: Reading[] = couponSums(text).map((sum) => ({ sum: Number(sum), isDoubtful: false }))
  let read = 0
  let told = Number.NaN
  for (const { 0: run, index } of matchesOf(number, text)) {
    if (index < read) continue
    const value = run.slice(0, run.length - strayOne(run, text.charAt(index + run.length)))
    const end = index + value.length
    if (others.some((one) => one.start < end && index < one.end)) continue
    const said = {
      value: value.replaceAll(',', ''),
      left: text.slice(Math.max(0, index - 14), index),
      right: text.slice(end, end + 14),
    }
    const withUnit = unit.exec(said.right)
    // 三百五十块五毛: the rest of the sum is no sum of its own.
    if (withUnit) read = end + withUnit[0].length
    const isCode = errors.some((one) => isOf(one, said, { start: index, end }))
    // 找陆文斌: somebody's name.
    if (withUnit && name.test(value + withUnit[0])) continue
    const one = withUnit ? certain(inUnits(said, withUnit)) : isCode ? undefined : bare(said)
    if (!one || one.sum <= 0) continue
    const before = isTakenBack(text.slice(told, index)) ? found.pop() : undefined
    // What stands for a sum is one.
    found.push({ ...one, isDoubtful: one.isDoubtful && before?.isDoubtful !== false })
    told = Math.max(read, end)
  }
  const among = found.some(({ isDoubtful }) => !isDoubtful)
  return [
    ...new Set(
      found.filter(({ isDoubtful }) => among || !isDoubtful).map(({ sum }) => String(Number(sum.toFixed(2)))),
    ),
  ]
}

const certain = (sum: number | undefined): Reading | undefined =>
  sum === undefined ? undefined : { sum, isDoubtful: false }

/** 仨百 is 三百, ￥3，299 is ¥3,299, 17 万 8 is 17万8, 15 块 8 is 15块8; as long as before. */
const asWritten = (original: string): string =>
  asMandarin(original)
    .replace(contracted, (both) => (both.startsWith('仨') ? '三' : '两') + both.slice(1))
    .replace(wideComma, ',')
    .replace(spacedSum, (said) => said.replaceAll(' ', '').padEnd(said.length))
    .replace(spacedChange, (said) => said.replaceAll(' ', '').padEnd(said.length))
const spacedSum =
  /(?<![\d.] ?)\d{1,3}(?:\.\d)? [万千](?: \d(?![\d.年月日号点个台件]| ?[千百]))?(?! ?(?:\d|公里|千米|步|次|人|多|粉|个|条|播))/g
/** 15 块 8 is 15块8; 6 块 6 个装 are six pieces. */
const spacedChange =
  /(?<![\d.] ?)\d{1,5} ?块 ?[1-9](?= |[，,。;；!！?？的啥什没还也都]|$)(?! ?(?:\d|[个件台次天月年号点斤块元折包袋瓶]))/g
const wideComma = /(?<=[¥￥]\s?\d{1,3})，(?=\d{3}(?!\d))/g

/** 网页403，手机也403: the code of an error, or that again where no word of money stands before it. */
const isOf = (error: Found, said: Said, { start, end }: Omit<Found, 'value'>): boolean =>
  (error.start < end && start < error.end) || (error.value === said.value && !isCharged(said))

const foreign = /^(?:港[币元]|美[元金]|日元|欧元|英镑|澳[币元]|台币)/

function inUnits(said: Said, [unitSaid, tenths = '', cents = '']: RegExpExecArray): number | undefined {
  const after = said.right.slice(unitSaid.length)
  if (isVague(said, after) || foreign.test(after) || isPiece(said, unitSaid)) return undefined
  return (parseNumber(said.value) ?? 0) + (parseNumber(tenths) ?? 0) / 10 + (parseNumber(cents) ?? 0) / 100
}

function bare(said: Said): Reading | undefined {
  const { value, right } = said
  if (isVague(said, right) || range.test(said.left)) return undefined
  // 手机从13900001111改成…, 8888 9999转802: of a telephone, and too much for a sum.
  if (/^\d{9,}$/.test(value) || extension.test(said.left)) return undefined
  // 后面加0923, 8821 3345 6678: parts of a longer number.
  if (/^0\d/.test(value) || (/^\d+$/.test(value) && /\d{3} $|\d{2} \d{2} $/.test(said.left))) return undefined
  // 单号七七二零: digits that are read out.
  if (readOut.test(value)) return undefined
  // 付了1分钱, and not 一分钱没退.
  if (/^\d$/.test(value) && right.startsWith('分钱')) return certain(Number(value) / 100)
  const dimes = dime.exec(right)
  if (dimes)
    return value.length > 1
      ? undefined
      : certain((parseNumber(value) ?? 0) / 10 + (parseNumber(dimes[1] ?? '') ?? 0) / 100)
  const verdict = isMoney(said)
  const sum = verdict === false ? undefined : parseNumber(value)
  if (sum === undefined) return undefined
  if (verdict === undefined) return isAmongSums(said) ? { sum, isDoubtful: true } : undefined
  // 差零点一: so little is said with its unit.
  return sum >= 1 || isSigned(said) || /^0\.\d{2}$/.test(said.value) || /[费价]$/.test(said.left)
    ? { sum, isDoubtful: false }
    : undefined
}

const name = /^[壹贰叁肆伍陆柒捌玖]文/
const extension = /\d{4}\s?(?:转|分机)\s?$/
const readOut = /^[零〇一二两三四五六七八九幺]{4,}$/
const about =
  /(?:(?<!茶)几|[数好近小约]|(?<=^|[,，。了花要得卖出])上|大几|将近|接近|不到|快|不超过|超过|大概(?:是|有)?|大约|差不多(?:是|有)?|估计)$/
const orSo =
  /^(?:\+(?![\u4e00-\u9fa5]{2,5}\d)|多|来|左右|上下|出头|几|以内|以上|以下|不到(?![账帐手位货])|之间|到[一二两三四五六七八九\d])/
/** 百来, 三四百, 五六十. */
const approximate = /^[百千万]|[一二两三四五六七八九][二两三四五六七八九](?:[十百千万]|$)/

/** 五千到八千: the second is as vague as the first. */
const range = /[十百千万\d](?:元|块)?[到至~]$/
const isVague = ({ value, left }: Said, after: string): boolean =>
  (about.test(left) && !/(?:便宜|说|讲|谈|刚|正)好$/.test(left)) ||
  orSo.test(after) ||
  (/^[^\d]/.test(value) && !value.includes('点') && approximate.test(value))
