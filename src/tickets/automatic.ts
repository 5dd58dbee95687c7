import type { Tone } from '../playbook/playbook.ts'
import { automaticScript } from '../scripts/automatic.ts'
import { fill, type SlotValues } from '../scripts/fill.ts'
import type { AutomaticKind } from '../scripts/script.ts'
import { customerLocale, type House } from './acts/press.ts'
import type { Saying } from './change.ts'
import { slotValues } from './slots.ts'
import type { TicketState } from './state.ts'

/** When the bot speaks by itself, and what it knows beside the ticket. */
export interface Occasion {
  kind: AutomaticKind
  at: Date
  tone: Tone
  known?: SlotValues
}

/** The bot's own words for an occasion: a script marked automatic, filled with what is known. */
export function wordsFor(state: TicketState, house: House, occasion: Occasion): Saying {
  const { kind, at, tone } = occasion
  const values = { ...slotValues(state, house, at, 'answer'), ...occasion.known }
  // The bot is nobody: it has no name and no work number.
  const { agent: _agent, work_no: _workNo, ...known } = values
  const available = Object.keys(known)
  const script = automaticScript(house.scripts, kind, {
    tone,
    category: state.ticket.category,
    available,
    text: state.words?.text ?? '',
  })
  return { text: fill(house.scripts.textOf(script, customerLocale(state)), known).text, script: script.id }
}

/** The same where the ticket is all that is known. */
export const automaticWords = (
  state: TicketState,
  house: House,
  kind: AutomaticKind,
  at: Date,
  tone: Tone = 'plain',
): Saying => wordsFor(state, house, { kind, at, tone })

/** Whether the bot may say anything by itself: never to a sender who may be forged. */
export const maySpeak = ({ words }: Pick<TicketState, 'words'>): boolean =>
  !words?.doubts.includes('sender_failed')
