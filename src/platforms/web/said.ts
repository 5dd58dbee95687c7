import { z } from 'zod'
import { cleanText } from './clean.ts'
import { RefusalError } from './refusal.ts'

/** Bytes a request may have; above it there is no looking inside. */
export const bodyMax = 2 * 1024 * 1024
/** Files one message may carry. */
export const filesMax = 10

const id = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/)
  .toLowerCase()
const text = z.string().transform(cleanText)
const name = z.string().min(1).max(200).transform(cleanText)

const schema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), id, text, uploads: z.array(id).max(100).default([]) }),
  z.object({
    kind: z.literal('action'),
    id,
    card: z.object({ key: name, revision: z.int().min(0).max(2_147_483_647) }),
    action: name,
    values: z
      .record(z.string().max(100), z.string().max(20_000).transform(cleanText))
      .refine((values) => Object.keys(values).length <= 20)
      .default({}),
    uploads: z.array(id).max(100).default([]),
  }),
  z.object({ kind: z.literal('talk'), id, channel: name, text }),
])

export type CleanSaid = z.output<typeof schema>

/**
 * Reads the body of a request: broken UTF-8 is replaced, NUL taken out, ids must be UUIDs.
 * Throws RefusalError `too_large` or `bad_input`.
 */
export function decodeSaid(body: Buffer): CleanSaid {
  if (body.length > bodyMax) throw new RefusalError('too_large')
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch {
    throw new RefusalError('bad_input')
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw new RefusalError('bad_input')
  return parsed.data
}
