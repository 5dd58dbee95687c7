import type { Tone } from '../playbook/playbook.ts'
import { automaticScript } from '../scripts/automatic.ts'
import { fill } from '../scripts/fill.ts'
import type { AutomaticKind } from '../scripts/script.ts'
import { customerLocale, type House } from './acts/press.ts'
import type { Saying } from './change.ts'
import { slotValues } from './slots.ts'
import type { TicketState } from './state.ts'

/** The bot's own words for an occasion: a script marked automatic, filled with what is known. */
export function automaticWords(
  state: TicketState,
  house: House,
  kind: AutomaticKind,
  at: Date,
  tone: Tone = 'plain',
): Saying {
  const values = slotValues(state, house, at, 'answer')
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
