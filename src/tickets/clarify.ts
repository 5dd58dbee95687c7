import type { Locale } from '../lib/i18n.ts'
import { categoryOf, type Playbook, type Tone } from '../playbook/playbook.ts'
import { customerLocale, type House } from './acts/press.ts'
import type { ReplyOption } from './change.ts'
import type { TicketState } from './state.ts'

/** The reply that asks the customer which of two matters it is; `undefined` when the category is clear or cannot be asked about. */
export function clarifyingReply(
  state: TicketState,
  house: House,
  { tone, greeting }: { tone: Tone; greeting: string },
): ReplyOption | undefined {
  const { category, otherCategory, priority } = state.ticket
  if (otherCategory === null || priority === 'critical') return undefined
  const { translate, playbook } = house
  const question = questionBetween(house, [category, otherCategory], customerLocale(state))
  if (question === undefined) return undefined
  const { locale } = playbook.company
  const key = tone === 'empathy_first' ? 'desk.say.clarifySoothing' : 'desk.say.clarify'
  const names = {
    this: categoryOf(playbook, category).name[locale],
    that: categoryOf(playbook, otherCategory).name[locale],
  }
  return {
    script: null,
    title: translate(locale, 'desk.say.clarifyTitle'),
    text: translate(customerLocale(state), key, { greeting, question }),
    why: [translate(locale, 'desk.why.clarifies', names)],
    asks: [],
    clarifies: true,
  }
}

/** The playbook's question for the pair, or one made of what the customers of each want. */
function questionBetween(
  { playbook, translate }: House,
  [one, other]: readonly [string, string],
  locale: Locale,
): string | undefined {
  const written = pairQuestion(playbook, one, other)
  if (written) return written[locale]
  const [first, second] = [one, other].map((code) => categoryOf(playbook, code).wish?.[locale])
  return first && second ? translate(locale, 'desk.say.either', { this: first, that: second }) : undefined
}

const pairQuestion = ({ questions }: Playbook, one: string, other: string) =>
  questions.find(({ between }) => between.includes(one) && between.includes(other) && one !== other)?.ask
