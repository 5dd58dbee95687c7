import { z } from 'zod'
import { cleanText } from './clean.ts'

/** A sequence number as the pages write it. */
const seq = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt)

/** A short text somebody typed. */
export const words = (max: number): z.ZodType<string> => z.string().max(max).transform(cleanText)

/** The query of a list of posts. */
export const pageQuery = z.object({ before: seq.optional() })

/** Reading up to a post. */
export const readBody = z.object({ seq })
