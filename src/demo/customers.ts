import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const line = z.strictObject({
  customer: z.string(),
  name: z.string(),
  /** Seconds after the start. */
  afterSeconds: z.number().nonnegative(),
  text: z.string(),
})

export type Line = z.infer<typeof line>

/** What the demonstration's customers say, and when. */
export const lines: Line[] = z
  .array(line)
  .parse(
    JSON.parse(
      readFileSync(path.join(import.meta.dirname, '..', '..', 'locales', 'zh-CN', 'demo.json'), 'utf8'),
    ),
  )
