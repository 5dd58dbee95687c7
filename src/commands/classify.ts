import { z } from 'zod'
import { understand } from '../language/understand.ts'
import type { LineWork } from './lines.ts'

const schema = z.object({
  text: z.string(),
  channel: z.enum(['chat', 'email']).nullish(),
  /** The agent's last message. */
  context: z.string().nullish(),
})

/** `{id, text, channel?, context?}` → category, priority, emotion, intent, and how sure each is. */
export const classify: LineWork<z.infer<typeof schema>> = {
  schema,
  answer({ text, context }) {
    const said = context ? { agentSaid: context, open: true } : {}
    const { category, priority, emotion, intent, confidence } = understand(text, said)
    return { category, priority, emotion, intent, confidence }
  },
}
