import { before, clauseAt, type Draft, isQuoted, type Range, sentenceAt, signsOf, textOf } from './draft.ts'
import type { Fault } from './finding.ts'

/** How far the asking may stand from the thing. */
const reach = 24
const partial = /(?:后|末|尾)(?:四|4|六|6)位|尾号|尾数|前(?:四|六|4|6)位/
const ofCard = /卡|账号|帐号/
const handed =
  /我(?:把|将|会|给您)[^,。]{0,12}(?:发|告诉|短信|给)(?:您|你|到您)|(?:发|给)(?:您|你)(?:的|一个|个|一条)/
const bare = /^(?:.{0,8}(?:密码|验证码|口令|cvv2?|cvc|动态码|短信码|校验码|卡号)[^,。]{0,6}){1,3}[。.!?~]?$/

const entered = /(?:输入|填入?|设置?|重设|修改|重置|改)[^,。;!?]{0,8}(?:密码|验证码)/
const passedOn = /发(?:我|给|来|过来)|告诉|给我|报|念|提供|回复|截图|说一?下/

/** The secret is typed where it belongs: 选家里的无线网,输入密码. */
export const entersSecret = ({ plain }: Draft): boolean => entered.test(plain) && !passedOn.test(plain)

/** What tells anybody not to do something, whatever it is. */
const forbids =
  /^(?:请?勿|切勿|不要把?|别把|千万(?:别|不要)|[都就请]别|不需要?|[不无]用|无[需须]|不必|用不着|没必要|不得)$/
const handing =
  /告|透露|泄|提供|[转外]发|发[给到在来我出]|[报念读]|说[出给]|传|交给|给(?:任何|别|他|客服|我|谁)|问|索|输入|填|截|拍|贴|任何人/
const covers = /^(?:挡住|遮[住好]|打(?:上)?码|马赛克|盖住|抹掉)$/
const uncovered = /(?:没|别|不要|不用|不|未|勿)(?:有|给|再|要|打上?)?$/

/** Words against giving it away; 分别告诉我, 不要着急 and 别打码 are none. */
export function warningsIn(draft: Draft): Range[] {
  const things = signsOf(draft, 'secret.thing')
  return signsOf(draft, 'secret.warn').filter((range) => {
    const left = before(draft, range.start)
    const words = textOf(draft, range)
    if (words.startsWith('别') && /[分特级个性区类差]$/.test(left)) return false
    if (covers.test(words)) return !uncovered.test(left)
    if (!forbids.test(words)) return true
    const clause = clauseAt(draft, range.start)
    return (
      handing.test(textOf(draft, clause)) ||
      things.some(({ start, end }) => start < clause.end && end > clause.start)
    )
  })
}

const clauseOf = /[^,;、\s]+/g
const handOver =
  /^(?:您|你|请|麻烦您?|直接|只要?|只需|但是?|可以|就)*(?:(?:发|告诉|报|给|说|念|提供|转)给?(?:我|咱|客服|这边)(?!打|留|来)|(?:密码|验证码|口令|卡号)(?:是|为)(?:多少|几|什么))/
const aboutElse = /问题|疑问|情况|异常|需要|可疑|结果|截图|单号/

/** 请勿告诉别人,告诉我就好: the warning is of others, and what follows asks. */
const asksDespite = (sentence: string): boolean =>
  !aboutElse.test(sentence) && [...sentence.matchAll(clauseOf)].some(([clause]) => handOver.test(clause))

/** Asks for a password, a code or the numbers of a card; a warning against giving them does not. */
export function secretIn(draft: Draft): Fault[] {
  const things = signsOf(draft, 'secret.thing').filter((thing) => !isQuoted(draft, thing))
  const asks = signsOf(draft, 'secret.ask')
  const warns = warningsIn(draft)
  return things.flatMap((thing) => {
    const sentence = sentenceAt(draft, thing.start)
    const words = textOf(draft, sentence)
    const around = draft.plain.slice(Math.max(0, thing.start - 6), thing.end + 6)
    if (partial.test(around) && !/完整|全部|整张|密码|验证码|动态码/.test(words)) return []
    const warned = warns.some(
      (warn) =>
        warn.start >= sentence.start &&
        warn.end <= sentence.end &&
        // 密码后四位: a part of a card's number is harmless, of a password it is not.
        (!partial.test(textOf(draft, warn)) || ofCard.test(textOf(draft, thing))),
    )
    if (warned && !asksDespite(words)) return []
    if (handed.test(words)) return []
    const ask = asks.find(
      ({ start, end }) =>
        (start >= thing.end ? start - thing.end : thing.start - end) <= reach &&
        start >= sentence.start - 12 &&
        end <= sentence.end + 12 &&
        (start >= thing.end || end <= thing.start),
    )
    if (!ask && !(draft.plain.length <= 16 && bare.test(draft.plain))) return []
    return [
      {
        start: Math.min(thing.start, ask?.start ?? thing.start),
        end: Math.max(thing.end, ask?.end ?? thing.end),
        advice: /卡|cvv|cvc|cvn|三位|末三|有效期/.test(draft.plain.slice(thing.start, thing.end))
          ? 'asks_secret_card'
          : 'asks_secret',
      },
    ]
  })
}
