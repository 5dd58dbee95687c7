import { z } from 'zod'
import { entitiesIn } from '../language/entities/entities.ts'
import type { LineWork } from './lines.ts'

const schema = z.object({ text: z.string(), today: z.iso.date('a date such as 2026-03-18') })

/** `{id, text, today}` → the facts stated, by kind; 昨天 and the like are reckoned from `today`. */
export const extract: LineWork<z.infer<typeof schema>> = {
  schema,
  answer: ({ text, today }) => ({ entities: entitiesIn(text, { today }) }),
}
