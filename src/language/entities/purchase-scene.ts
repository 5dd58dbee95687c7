import type { DateMention } from './chinese-date.ts'
import { bought, dayLabel } from './purchase-words.ts'

/** A date with the words of its clause on either side, and the clauses beside that. */
export interface Scene {
  mention: DateMention
  text: string
  left: string
  right: string
  previous: string
  next: string
}

/** 12,880 ends no clause. */
const marks = /[，。;；!！?？\n]|(?<!\d),|,(?!\d)/
/** 上周六，在你们专柜，买了条项链 */
const placeSaid = /^\s?[在去跟]\S{1,10}$/
const isLatin = /[a-z]{3} [a-z]/i

/** How far a clause is read: further in Latin letters, which say less. */
const clauseEnding = (clause: string): string => clause.slice(isLatin.test(clause) ? -36 : -16)

/** The date at a place among those of the text, with what was said about it and not about the dates beside. */
export function sceneOf(text: string, dates: readonly DateMention[], at: number): Scene {
  const mention = dates[at] ?? { start: 0, end: 0, date: '' }
  const from = dates[at - 1]?.end ?? 0
  const to = dates[at + 1]?.start ?? text.length
  const before = text.slice(Math.max(mention.start - 36, from), mention.start).split(marks)
  const after = text.slice(mention.end, Math.min(mention.end + 44, to)).split(marks)
  // 昨儿买的今儿就到了: what stands between two days is said of the first.
  const between = at > 0 && mention.start - from <= 6 ? text.slice(from, mention.start) : ''
  const taken =
    bought.test(between) && !dayLabel.test(between) && !marks.test(between) && !between.includes('~')
  return {
    mention,
    text,
    left: taken ? '' : clauseEnding(before.at(-1) ?? ''),
    // 收货日期2026-11-03 下单日期…: the label of the next date is no word on this one.
    right: (after.length > 1 || to === text.length
      ? (after[0] ?? '')
      : (after[0] ?? '').replace(dayLabel, '')
    ).slice(0, 26),
    previous: before.at(-2) ?? '',
    next: placeSaid.test(after[1] ?? '') ? `${after[1]}${after[2] ?? ''}` : (after[1] ?? ''),
  }
}

/** 上周六夜市...不是,是商场里买的: what a voice takes back ends no clause. As long as before. */
export const withoutHesitation = (text: string): string =>
  hesitates.test(text) ? text.replace(hesitation, (said) => '~'.repeat(said.length)) : text
const hesitates = /不是[,，]|不对[,，]|[嗯呃额][,，]|那个[,，]/
const hesitation = /(?:[.…。]{2,}|[,，])\s?[哦噢啊呃]?(?:不是|不对|嗯+|呃+|额+|那个)[,，]\s?(?:是)?/g

/** 上周五买的，不对，是周四: the first of the two is taken back. */
export function isCorrected(text: string, dates: readonly DateMention[], at: number): boolean {
  const [one, following] = [dates[at], dates[at + 1]]
  if (!one || !following || following.start - one.end > 24) return false
  return correction.test(text.slice(one.end, following.start))
}
const correction =
  /(?:^|[,，.…。\s])(?:哦|噢|啊|呃|诶)?(?:不对|不是(?=[,，.…])|说错了|记错了|错了|搞错了|哦不|噢不|更正|写错了)[,，.…。\s]{0,3}(?:我)?(?:看了?[一下]{0,2})?[,，]?(?:应该|好像)?(?:是|在)?$/
