import { agentActs } from '../language/agent-acts.ts'
import { factsImplied } from '../language/implied.ts'
import { understand } from '../language/understand.ts'
import { type Facts, factsSettled } from '../playbook/needs.ts'
import type { Intent, Priority, Step, Tone } from '../playbook/playbook.ts'
import { fill, type SlotValues } from '../scripts/fill.ts'
import { likelyStep, type StepGuess } from '../scripts/likely-step.ts'
import { slotNames } from '../scripts/script.ts'
import { suggest } from '../scripts/suggest.ts'
import { customerLocale, type House } from './acts/press.ts'
import { type NewSuggestion, openStatuses, type ReplyOption } from './change.ts'
import { clarifyingReply } from './clarify.ts'
import { factsToAsk, slotValues, stillMissing } from './slots.ts'
import type { TicketState } from './state.ts'

/** What the next reply answers and how it should sound. */
export interface Matter {
  text: string
  tone: Tone
  step: Step
  intent?: Intent
  likely?: Readonly<Record<Step, number>>
  talk?: string
}

/** Up to three scripts for the customer's words, filled; `undefined` when the library has none that fits. */
export function proposeReplies(
  state: TicketState,
  house: House,
  matter: Matter,
  at: Date,
): NewSuggestion | undefined {
  const values = slotValues(state, house, at)
  const heard = isSettled(state) ? matter : { ...matter, ...heardIn(state, house, matter) }
  const question = clarifyingReply(state, house, { tone: matter.tone, greeting: values.greeting ?? '' })
  const scripted = optionsFor(state, house, heard, { values })
  const options = [...(question ? [question] : []), ...scripted].slice(0, 3)
  return options.length === 0 ? undefined : { options, tone: heard.tone, step: heard.step, planId: null }
}

/** Whether the ticket itself tells the step: a plan stands, or it is over. */
const isSettled = ({ ticket, plan }: TicketState): boolean =>
  !openStatuses.includes(ticket.status) ||
  (plan !== null && plan.status !== 'rejected' && plan.status !== 'withdrawn')

/** How likely the next reply serves each step, from how the matter began, what was last said and these words. */
function heardIn(state: TicketState, house: House, matter: Matter): StepGuess & { talk: string } {
  const { text } = matter
  const { description, category, otherCategory, priority, entities } = state.ticket
  const agentSaid = state.said ?? ''
  const before = description === text ? '' : description
  const intent = matter.intent ?? understand(text, { agentSaid, open: true }).intent
  const implied: ReadonlySet<string> = factsImplied(text, agentSaid)
  const soFar = {
    understanding: { category, intent, ...(otherCategory ? { otherCategory } : {}) },
    priority: priority as Priority,
    facts: entities as Facts,
    before,
    agentSaid,
    ever: agentActs(agentSaid),
    text,
    count: before === '' ? 1 : 2,
  }
  const missing = stillMissing(state, house).filter((need) => !implied.has(need))
  const talk = [before, agentSaid, text].filter((words) => words !== '').join('\n')
  return { ...likelyStep(soFar, missing), talk }
}

/** The department's plan in words for the customer. */
export function wordPlan(
  state: TicketState,
  house: House,
  plan: { planId: string; text: string },
  at: Date,
): NewSuggestion {
  const values = { ...slotValues(state, house, at, 'solution'), plan: plan.text }
  return { ...worded(state, house, 'solution', 'plan', values), planId: plan.planId }
}

/** The result in words for the customer: what was done, and how to avoid it next time. */
export function wordResult(state: TicketState, house: House, result: string, at: Date): NewSuggestion {
  const values = { ...slotValues(state, house, at), result }
  return { ...worded(state, house, 'follow_up', 'result', values), planId: null, tells: 'result' }
}

/** Only scripts that carry the department's own words, and those words alone as the last choice. */
function worded(
  state: TicketState,
  house: House,
  step: Step,
  slot: 'plan' | 'result',
  values: SlotValues,
): Omit<NewSuggestion, 'planId'> {
  const tone: Tone = state.ticket.emotion === 'angry' ? 'empathy_first' : 'plain'
  const matter = { text: state.ticket.description, tone, step }
  const carried = values[slot] ?? ''
  const candidates = optionsFor(state, house, matter, { values, carries: slot })
  const options = candidates.filter((option) => option.text.includes(carried))
  const { translate } = house
  const bare: ReplyOption = {
    script: null,
    title: translate(house.playbook.company.locale, `desk.say.bare.${slot}`),
    text: translate(customerLocale(state), `desk.say.${slot}`, {
      greeting: values.greeting ?? '',
      number: state.ticket.number,
      [slot]: carried,
    }),
    why: [],
    asks: [],
  }
  return { options: [...options.slice(0, 2), bare], tone, step }
}

function optionsFor(
  state: TicketState,
  house: House,
  matter: Matter,
  { values, carries }: { values: SlotValues; carries?: 'plan' | 'result' },
): ReplyOption[] {
  const { scripts, translate, playbook } = house
  const { ticket } = state
  const unavailable = slotNames.filter((slot) => values[slot] === undefined)
  const candidates = suggest(
    {
      text: matter.text,
      category: ticket.category,
      ...(ticket.otherCategory ? { otherCategory: ticket.otherCategory } : {}),
      step: matter.step,
      ...(matter.likely ? { likely: matter.likely } : {}),
      ...(matter.talk === undefined ? {} : { talk: matter.talk }),
      tone: matter.tone,
      settled: factsSettled(ticket.entities as Facts),
      unanswered: !state.said,
      unavailable,
      locale: customerLocale(state),
      ...(matter.intent ? { intent: matter.intent } : {}),
      ...(carries ? { carries } : {}),
    },
    scripts,
  )
  const asks = factsToAsk(state, house).slice(0, 2)
  return candidates.map(({ script, why }) => ({
    script: script.id,
    title: scripts.titleOf(script, playbook.company.locale),
    text: fill(scripts.textOf(script, customerLocale(state)), values).text,
    // Tone and step have chips of their own.
    why: why
      .filter((reason) => reason !== 'tone' && reason !== 'step')
      .map((reason) => translate(playbook.company.locale, `desk.why.${reason}`)),
    asks: script.slots.includes('ask') ? asks : [],
  }))
}
