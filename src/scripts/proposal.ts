import type { ProposalStatus, ScriptProposal } from '../generated/client.ts'
import type { Db, Tx } from '../lib/db.ts'
import { categoryOf, type Playbook, steps, tones } from '../playbook/playbook.ts'
import type { NewProposal } from './proposals.ts'
import type { ScriptEntry } from './script.ts'

/** A proposal with the name of who decided on it. */
export type ShownProposal = ScriptProposal & { decidedByName: string | null }

/** Writes a proposal; its draft stays as it is. */
export async function recordProposal(
  tx: Tx,
  proposal: NewProposal & { title: string },
  at: Date,
): Promise<ShownProposal> {
  const { script: _, ...data } = proposal
  const row = await tx.scriptProposal.create({ data: { ...data, draft: data.text, createdAt: at } })
  return { ...row, decidedByName: null }
}

/** The proposal with this id; `undefined` when there is none. */
export async function findProposal(tx: Tx, id: string): Promise<ShownProposal | undefined> {
  const row = await tx.scriptProposal.findUnique({ where: { id } })
  if (!row) return undefined
  const decider = row.decidedBy
    ? await tx.staff.findUnique({ where: { id: row.decidedBy }, select: { name: true } })
    : null
  return { ...row, decidedByName: decider?.name ?? null }
}

/** Records what became of a proposal that still waits; `undefined` when somebody was faster. */
export async function decideProposal(
  tx: Tx,
  id: string,
  decision: { status: ProposalStatus; decidedBy: string; title?: string; text?: string; reason?: string },
  at: Date,
): Promise<ScriptProposal | undefined> {
  const [row] = await tx.scriptProposal.updateManyAndReturn({
    where: { id, status: 'proposed' },
    data: { ...decision, decidedAt: at },
  })
  return row
}

/** What was ever proposed, as it was drafted and as it was worded in the end. */
export async function proposedTexts(tx: Tx): Promise<string[]> {
  const rows = await tx.scriptProposal.findMany({ select: { draft: true, text: true } })
  return [...new Set(rows.flatMap(({ draft, text }) => [draft, text]))]
}

/** The published proposals as entries of the library, in the order of their publication. */
export async function readPublished(db: Db, playbook: Playbook): Promise<ScriptEntry[]> {
  const rows = await db.scriptProposal.findMany({
    where: { status: 'published' },
    orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.flatMap((row): ScriptEntry[] => {
    const step = steps.find((one) => one === row.step)
    const tone = tones.find((one) => one === row.tone)
    if (!step || !tone) return []
    return [
      {
        id: `${row.category}.${step}.${tone}.custom_${row.id.slice(-12)}`,
        title: row.title,
        category: [row.category],
        step,
        tone: [tone],
        class: categoryOf(playbook, row.category).scriptClass,
        text: row.text,
        examples: row.examples as string[],
      },
    ]
  })
}
