import { z } from 'zod'
import { inCodePoints, mask } from '../language/personal/mask.ts'
import type { LineWork } from './lines.ts'

const schema = z.object({ text: z.string() })

/** `{id, text}` → the text with personal data hidden, and where it stood, in code points. Order numbers only if asked. */
export const maskWith = ({ orders }: { orders: boolean }): LineWork<z.infer<typeof schema>> => ({
  schema,
  answer({ text }) {
    const { masked, spans } = mask(text, { orders })
    return {
      masked,
      spans: inCodePoints(text, spans).map(({ type, value, start, end }) => ({ type, value, start, end })),
    }
  },
})
