import { z } from 'zod'
import { emotions, priorities } from '../playbook/playbook.ts'

/** What a language model thinks of a message. */
export interface Opinion {
  category: string
  priority: (typeof priorities)[number]
  emotion: (typeof emotions)[number]
  /** Of the category, 0…1, by its own account. */
  confidence: number
}

const envelope = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })], z.unknown()),
})
const fenced = /^```(?:json)?\s*\n([\s\S]*?)\n\s*```$/

/** The opinion in the body of an answer: one JSON object with exactly its four keys, bare or in a code fence; anything else is none. */
export function readOpinion(body: string, codes: readonly string[]): Opinion | undefined {
  const answer = envelope.safeParse(parsed(body))
  if (!answer.success) return undefined
  const said = answer.data.choices[0].message.content.trim()
  const opinion = z.strictObject({
    category: z.enum(codes),
    priority: z.enum(priorities),
    emotion: z.enum(emotions),
    confidence: z.number().min(0).max(1),
  })
  return opinion.safeParse(parsed(fenced.exec(said)?.[1] ?? said)).data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
