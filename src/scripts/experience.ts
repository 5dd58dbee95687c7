import { setImmediate as breathe } from 'node:timers/promises'
import type { Db } from '../lib/db.ts'
import { exampleOf } from './example.ts'

/** How often a script was decided on in a category, and how its tickets were rated afterwards. */
export interface Tally {
  script: string
  category: string
  approved: number
  edited: number
  dismissed: number
  liked: number
  disliked: number
  latestAt: Date
}

/** What agents did with suggestions, and customers with their tickets. */
export interface Experience {
  tallies: Tally[]
  /** Messages for which a script was sent as it was, newest first, nothing personal in them. */
  examples: { script: string; text: string }[]
}

export const nothingYet: Experience = { tallies: [], examples: [] }

/** What is older says little of today's products. */
export const halfYearBefore = (at: Date): Date => new Date(at.getTime() - 183 * 86_400_000)

/** So many of the latest decisions are looked at … */
const mostDecisions = 20_000
/** … and so many of the latest messages of each script. */
const mostExamples = 30
/** Messages masked before others get their turn. */
const atOnce = 50

/** What was decided since; `known` itself where nothing came after it. */
export async function readExperience(db: Db, since: Date, known = nothingYet): Promise<Experience> {
  const tallies = await readTallies(db, since)
  if (JSON.stringify(tallies) === JSON.stringify(known.tallies)) return known
  return { tallies, examples: await readExamples(db, since) }
}

async function readTallies(db: Db, since: Date): Promise<Tally[]> {
  return await db.$queryRaw<Tally[]>`
    WITH decided AS (
      SELECT "ticketId", status, options -> chosen ->> 'script' AS script, "decidedAt"
      FROM "Suggestion"
      WHERE "decidedAt" >= ${since} AND status IN ('approved', 'edited', 'dismissed') AND "messageId" IS NOT NULL
      ORDER BY "decidedAt" DESC LIMIT ${mostDecisions}
    ), judged AS (
      SELECT d.script, d.status, d."decidedAt", t.category,
        d.status <> 'dismissed' AND (t.satisfaction = 'satisfied' OR t.rating >= 4) AS liked,
        d.status <> 'dismissed' AND (t.satisfaction = 'unsatisfied' OR t.rating <= 2) AS disliked
      FROM decided d JOIN "Ticket" t ON t.id = d."ticketId" WHERE d.script IS NOT NULL
    )
    SELECT script, category,
      count(*) FILTER (WHERE status = 'approved')::int AS approved,
      count(*) FILTER (WHERE status = 'edited')::int AS edited,
      count(*) FILTER (WHERE status = 'dismissed')::int AS dismissed,
      count(*) FILTER (WHERE liked)::int AS liked,
      count(*) FILTER (WHERE disliked)::int AS disliked,
      max("decidedAt") AS "latestAt"
    FROM judged GROUP BY script, category ORDER BY script, category`
}

async function readExamples(db: Db, since: Date): Promise<Experience['examples']> {
  const rows = await db.$queryRaw<{ script: string; text: string }[]>`
    WITH approved AS (
      SELECT "messageId", options -> chosen ->> 'script' AS script, "decidedAt"
      FROM "Suggestion"
      WHERE "decidedAt" >= ${since} AND status = 'approved' AND "messageId" IS NOT NULL
      ORDER BY "decidedAt" DESC LIMIT ${mostDecisions}
    ), said AS (
      SELECT a.script, m.text, max(a."decidedAt") AS at,
        row_number() OVER (PARTITION BY a.script ORDER BY max(a."decidedAt") DESC, m.text) AS nth
      FROM approved a JOIN "Message" m ON m.id = a."messageId" WHERE a.script IS NOT NULL
      GROUP BY a.script, m.text
    )
    SELECT script, text FROM said WHERE nth <= ${mostExamples} ORDER BY at DESC, script, text`
  const examples: Experience['examples'] = []
  const seen = new Set<string>()
  for (const [at, { script, text }] of rows.entries()) {
    if (at % atOnce === atOnce - 1) await breathe()
    const words = exampleOf(text)
    const key = `${script} ${words}`
    if (words === undefined || seen.has(key)) continue
    seen.add(key)
    examples.push({ script, text: words })
  }
  return examples
}
