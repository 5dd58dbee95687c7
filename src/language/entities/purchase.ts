import { findDates } from './chinese-date.ts'
import { asMandarin } from './dialect.ts'
import { isGivenOn, speaksOfGifts } from './gift.ts'
import { isCorrected, type Scene, sceneOf, withoutHesitation } from './purchase-scene.ts'
import { bought, dayLabel, notBought, notYet, orderOf, orderOfDay } from './purchase-words.ts'
import { isUnbought } from './unbought.ts'

/** Days of purchase or order: dates that stand with a word of buying (上周六买的, 下单时间 2024-05-01). */
export function purchaseDates(original: string, today: string | undefined): string[] {
  const text = asMandarin(original)
  if (!bought.test(text) && !orderSaid.test(text) && !speaksOfGifts(text)) return []
  const dates = findDates(text, today)
  const flowing = withoutHesitation(text)
  const verdicts = dates.map(
    (_, at) => !isCorrected(text, dates, at) && isBoughtOn(sceneOf(flowing, dates, at), today),
  )
  // 1号和15号各买了一单: what is said of the second is said of both.
  const kept = dates.filter(
    ({ end }, at) =>
      verdicts[at] ||
      (verdicts[at + 1] && /^(?:和|跟|、|与|以及|还有)$/.test(text.slice(end, dates[at + 1]?.start))),
  )
  const ordered = kept.filter(({ end }) => !fetched.test(text.slice(end, end + 12)))
  const days = [ordered, kept].find(({ length }) => length > 0) ?? dates.filter((one) => isGivenOn(text, one))
  return [...new Set(days.map(({ date }) => date))]
}
/** 4月12号交的定金，9月3号提的车: bought was it with the order. */
const fetched = /^[^，,。买订拍下付]{0,6}提[的了]?新?车/
const orderSaid = /[这那]一?[单笔]|的单(?=$|[，,。\s])/

function isBoughtOn(scene: Scene, today: string | undefined): boolean {
  const { mention, text, left, right } = scene
  const isToday = mention.date === today
  const behind = text.slice(mention.end, mention.end + 14)
  if (
    (today && mention.date > today) ||
    forgotten.test(behind) ||
    vague.test(behind) ||
    isOfEvent(left, right) ||
    isUnbought(scene)
  )
    return false
  if (explained.test(behind) || (dayLabel.test(left) && !/^\s?的/.test(right))) return true
  if (/[定订]金(?:是|在|就)?$/.test(left) && /^(?:[早晚上下中半]{1,2}[上午夜])?就?(?:[交付]|$)/.test(right))
    return true
  if (isAnswer(text, mention.start)) return true
  if (namedLater.test(text.slice(Math.max(0, mention.start - 14), mention.start))) return true
  if (isRest(left, right) && deposit.test(text)) return false
  // 才买半个月: the words of the date say it.
  const told = /买/.test(text.slice(mention.start, mention.end)) && !notYet.test(left)
  // 昨晚付的 今早涨到128
  if (isToday && /^(?:就|又|却|都|居然|竟然)?[涨降跌]/.test(right)) return false
  if (told || isPurchase(left, right)) return !isToday || isDone(right) || justDone.test(left)
  return isAlone(scene) && isOfNeighbour(scene, isToday)
}

/** 20号左右, 8月1号以后 is no day. */
const vague =
  /^(?:以后|之后|往后|以来|开始|起(?![码了])|左右|前后|上下|附近|那几天|那阵|那段|到\d{1,2}[号日])/
/** 28号的高铁票都买好了, 订了11月30号的蛋糕: the day for which it is. */
const isOfEvent = (left: string, right: string): boolean =>
  ticket.test(right) || (/[订定约买抢]了[一个张两]{0,2}$/.test(left) && right.startsWith('的'))
const ticket = /^的[^，,。买订]{0,6}(?:[车机船飞铁动演门影]票|会票|航班|车次|票(?=都|我|也|已|早|买))/
/** 定金31号付的，尾款11号付的: bought was it with the first. */
const deposit = /[定订]金/
const isRest = (left: string, right: string): boolean =>
  (/尾款/.test(left) && !deposit.test(left)) || /^[^定订]{0,8}尾款/.test(right)

/** 315那天买的？我忘了. */
const forgotten =
  /^[^，,。]{0,4}还是[^，,。]{0,8}[买拍订单]|^[^，,。]{0,6}(?<![价钱款名码])(?:忘了|记不清|不记得)|^(?:还是|或者?)[^，,。]{0,6}[号日]|^[^，,。]{0,4}来着|^[^，,。]{0,6}[?？，,].{0,3}(?:忘了|记不清|不记得)/

/** 登记日期2024年2月29日，就是购买当天; 上周日是4号，我那天下的单. */
const explained =
  /^\s?[,，]?\s?(?:也?就是|即|是|为)(?:我)?(?:购买|买|下单|付款)(?:的)?(?:当天|那天|日期|日子|时间)|^[,，]我?就?(?:是)?(?:那|当)[天日](?:在[^，,。]{0,4})?(?:买|下的?单|拍|付)/

/** Q：购买时间？ A：今年三月八号. */
function isAnswer(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start)
  const asked = before.replace(answer, '')
  return asked.length < before.length && (dayLabel.test(asked) || askedWhen.test(asked))
}
const answer = /\s?[?？]\s{0,2}(?:A|答|客户?|回复)[:：]\s?$/i
const askedWhen = /(?:几[时号]|什么时候|哪天|何时)(?:购?买|购|下的?单)的?$/

/** 生日那天买的，也就是11.15. */
const namedLater = /(?:买|订|拍|下单)的[，,]\s?(?:也?就是|即)$/

/** 早上8点拍的 就今天 */
const justDone = /(?:买|拍|下单|下|付|订)[的了]\s(?:就是?|是|也就是)$/

/** 今天下单的话 has not been. */
const isDone = (words: string): boolean => /了|的(?!话(?!费))|刚|已|凌晨|到手/.test(words)

function isPurchase(left: string, right: string): boolean {
  if (notYet.test(right) || notYet.test(left) || /(?:不是|并非|而非)在?$/.test(left)) return false
  if (orderOfDay.test(right) || (orderOf.test(left) && right === '的')) return true
  const near = right.search(bought)
  const other = right.search(notBought)
  if (near >= 0) return other < 0 || near < other
  // A space ends a clause too: 买的是1号 还剩一次.
  return bought.test(left) && !notBought.test(left) && (other < 0 || /^[^\s]{0,2}\s/.test(right))
}

/** 就这周一，我…: nothing in the date's clause says what happened on it. */
const isAlone = ({ left, right }: Scene): boolean =>
  smallBefore.test(left) && smallBehind.test(right) && !notBought.test(right)
const smallBefore =
  /^[\s~]*(?:我|就|是|在|大概|大约|好像|应该|记得|可能|也|具体|那个|具体是|也就|差不多|我看了?下?|时间|日期|[:：\s])*$/
const smallBehind =
  /^(?:那[天会]儿?|当[天日]|的?时候|的|吧|呢|啊|哈|早上|上午|下午|中午|晚上|夜里|半夜|凌晨|傍晚|\d{1,2}点半?多?|[\s~]|左右)*$|^(?:[早晚上下中]{1,2}[上午])?[在去][^，,。]{1,10}$/

/** 上个月26号，在你家买的书包 · 在你家买的书包，上个月26号: the clause beside says it. */
function isOfNeighbour({ previous, next, right, text, mention }: Scene, isToday: boolean): boolean {
  const ahead = next.search(bought)
  const other = next.search(notBought)
  if (ahead >= 0 && !notYet.test(next) && begun.test(next) && (other < 0 || ahead < other))
    return !isToday || isDone(next)
  if (isToday || right.length > 8 || notYet.test(previous) || !bought.test(previous)) return false
  const ended = /^[^，,。;；!！?？\n]*(?:$|[。!！?？\n])/.test(text.slice(mention.end))
  const isNear = /[昨今前周拜]/.test(text.slice(mention.start, mention.end)) && !apart.test(previous)
  return lastOf(previous, bought) > lastOf(previous, notBought) && (ended || !isNear)
}
const apart = /[上本这]个?(?:周|月|星期|礼拜)/
const begun =
  /^\s?(?:我|俺|咱|家|老|爸|妈|在|从|跟|找|给|用|去|到|就|刚|才|于|通过|你们?|那[天会]|买|购|下|拍|订|付|入|抢|团|花|网上|线[上下]|京东|淘宝|天猫|拼多多|抖音|门店)/

/** Where the last of some words begins; -1 for none. */
function lastOf(text: string, words: RegExp): number {
  let at = -1
  for (const { index } of text.matchAll(new RegExp(words, 'gi'))) at = index
  return at
}
