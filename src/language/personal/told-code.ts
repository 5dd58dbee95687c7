import type { Passage } from '../cues.ts'
import { mark } from '../marks.ts'
import { matchAt, matchesOf } from '../matches.ts'
import type { Finding } from './finding.ts'

const found = (start: number, end: number, sure: number): Finding => ({ type: 'secret', start, end, sure })

const code =
  /(?<![\dA-Za-z.-])(?:\d{6}|\d(?: \d){5}|\d(?: \d){3}|\d{3} \d{3}|\d{4})(?![\dA-Za-z.-]|\s?[位次天秒月年个块元折遍条度台号%件米]| ?\d)/g
/** What was asked for: 让我报六位数, 念短信里那串. */
const asked =
  /[四六46]位(?:数|码|的)|[四六]个?数|短信|那串|数字|验证|校验|核[验对]|动态(?:码|验证|口令|密码)|系统发|平台发/
const gave =
  /(?:[报念讲发读说]|告诉|提供|给|回|输)(?:(?:给|了|的|过|是|出|他|她|它|对方|那人|客服|人家|去|来|一遍|[:：，,“"\s])){0,5}$/
/** 他说5000不退: four digits may be a sum, unless a code was asked for or they were read out. */
const readOut = /(?:[报念]|告诉)[^，,。]{0,6}$|验证|校验|核验|[四4]位(?:数|码)|动态码/
const goes =
  /^[”"」]?(?:给?(?:发|转|报|念|告诉|说|读|给|讲)(?:给|了|过去|他|她|对方|出去|人家|客服|群|到)|就?(?:发|报|念)过去)/
const arrived =
  /(?:短信|系统|平台)(?:(?:又|刚|里|上)?(?:来了|收到|发来|发的|显示)(?:个|一个|串|一串)?)?[:：]?\s?$/

/** 让我报六位数,我报了7 7 0 3 1 5: a code that was told to somebody. */
function toldCodes(text: string): Finding[] {
  if (!asked.test(text) && !/把\d/.test(text)) return []
  return matchesOf(code, text).flatMap(({ 0: said, index }): Finding[] => {
    const before = text.slice(Math.max(0, index - 40), index)
    const end = index + said.length
    const next = text.slice(end, end + 6)
    if (arrived.test(before)) return [found(index, end, 0.87)]
    // 6 6 2 0 9 1: so only a code is told.
    const spaced =
      (said.length > 10 && (goes.test(next) || asked.test(before.slice(-12)))) ||
      (said.length === 6 && before.endsWith('把') && goes.test(next))
    if (!spaced && (!asked.test(before) || tail.test(before))) return []
    if (said.length === 4 && !readOut.test(before)) return []
    return spaced || gave.test(before) || goes.test(next) ? [found(index, end, 0.87)] : []
  })
}
/** 单号后四位报了8842 */
const tail =
  /(?:(?:[单手卡]|电话|订单|型|编|尾)[机片]?号|手机号?[后末尾]|sn|imei|序列|机身|身份证|车牌|尺寸|邮编|区号|学号|年龄|体重|身高|金额)[^，,。；;]{0,8}[，,]?[^，,。；;]{0,5}$|尾号/i

const locker =
  /(?:快递柜|[丰蜂]巢柜?|菜鸟柜|自提柜|储物柜|[取提][件货]柜|寄存柜|外卖柜|智能柜|柜子|柜机|取件|取货|取餐)(?:上|里|那边)?(?:我|给|的)?(?:[输按填写用]入?了?|显示|提示|发来的?|发的|是|凭)?[:：\s]?\s?/g
const lockerCode =
  /(?:\d{8}|\d{6}|[A-Z]\d{3,5}|\d{4}(?=[输按]|打不?开|开不|无效|失败|错|不[对行]|(?<!柜子.{4,9})[取打开不拿无失过]))(?![\dA-Za-z.-]|\s?[号元块个位件天年月])/y

/** 快递柜40918822输进去说错误. */
const lockerCodes = (text: string): Finding[] =>
  /[柜巢]|取[件货餐]/.test(text)
    ? matchesOf(locker, text).flatMap(({ 0: { length }, index }) => {
        const said = matchAt(lockerCode, text, index + length)
        return said === undefined ? [] : [found(index + length, index + length + said.length, 0.88)]
      })
    : []

const card = /卡|有效期|到期|[签署]名[栏条]|visa|master|(?:\d ?){15}/i
const verifier =
  /(?:背面|反面|卡背|签名[栏条处](?:上|里)?|后面?|末尾)的?(?:[那这最]?(?:后|末)?(?:有)?(?:[三3几]个?位?|仨)(?:的?(?:数字?|号码?|码|小?字))?|(?<=背面|反面|卡背面?)(?:的?(?:数字?|码)|印的)?)(?:是不是|就?是|为|写着|写的)?[:：]?\s?(?=(?:\d{3}|[零〇一二三四五六七八九幺]{3})(?![\d零〇一二三四五六七八九十百]|[-/.年月元个块位天号]))/g
const otherTail = /(?:手机|电话|单|尾|编|工|证|型|车|卡(?=号)|账)号?[^，,。；;]{0,4}$/

/** 卡号是 4367…,後面那三個數字 903: the digits on the back of a card. */
const verifiers = (text: string): Finding[] =>
  /[背反后][面三3码]|签名|仨|[末后]三/.test(text) && card.test(text)
    ? matchesOf(verifier, text).flatMap(({ 0: { length }, index }) =>
        otherTail.test(text.slice(Math.max(0, index - 8), index))
          ? []
          : [found(index + length, index + length + 3, 0.9)],
      )
    : []

/** Secrets no word names: told to a stranger, typed at a locker, printed on the back of a card. */
export function findToldCodes({ text, digits, seen }: Passage): Finding[] {
  const found: Finding[] = []
  if (digits < 3) return found
  if (seen & mark.asked) found.push(...toldCodes(text))
  if (seen & mark.locker) found.push(...lockerCodes(text))
  if (seen & mark.cardBack) found.push(...verifiers(text))
  return found
}
