import { z } from 'zod'
import type { Translate } from '../lib/i18n.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { readConversation } from '../scripts/conversation.ts'
import { fill } from '../scripts/fill.ts'
import { type ScriptLibrary, slotNames } from '../scripts/script.ts'
import { suggest } from '../scripts/suggest.ts'
import type { LineWork } from './lines.ts'
import { slotValues } from './slots.ts'

const turn = z.object({ from: z.enum(['customer', 'agent']), text: z.string() })
const schema = z.object({ turns: z.array(turn).min(1, 'at least one turn') })

/** What suggestions are made of; `today` (YYYY-MM-DD) and `now` are the company's. */
export interface SuggestHouse {
  playbook: Playbook
  scripts: ScriptLibrary
  translate: Translate
  today: string
  now: Date
}

/** `{id, turns}` → what the conversation is about, what comes next, and scripts that fit, filled; none with a hole. */
export const suggestWith = (house: SuggestHouse): LineWork<z.infer<typeof schema>> => ({
  schema,
  answer({ turns }) {
    const reading = readConversation(turns, house)
    const values = slotValues(house, reading)
    const unavailable = slotNames.filter((slot) => values[slot] === undefined)
    const { category, priority, emotion, step, needs, tone, matter } = reading
    const suggestions = suggest({ ...matter, unavailable }, house.scripts).map(({ script, score, why }) => ({
      script: script.id,
      text: fill(house.scripts.textOf(script, house.playbook.company.locale), values).text,
      score: Math.round(score * 1000) / 1000,
      why,
    }))
    return { category, priority, emotion, step, needs, tone, suggestions }
  },
})
