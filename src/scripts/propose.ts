import { inTransaction } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { channelAudience } from '../tickets/cards/parts.ts'
import type { Work } from '../tickets/settle.ts'
import { recordHappenings } from '../tickets/ticket.ts'
import { readEdited } from './edited.ts'
import { halfYearBefore } from './experience.ts'
import { proposedTexts, recordProposal } from './proposal.ts'
import { type NewProposal, proposalsFrom } from './proposals.ts'
import { proposalCard, proposalPosting } from './propose-card.ts'

/** So many are put before the supervisors at once; the others come at the next sweep. */
const mostAtOnce = 3

/**
 * Puts replies that agents wrote often before the supervisors, as scripts to be; each once, whoever else sweeps.
 * Returns how many.
 */
export async function proposeScripts(deps: Deps): Promise<number> {
  return await inTransaction(deps.db, async (tx) => {
    const work: Work = { ...deps, tx, at: deps.now() }
    // Two processes that look at the same time would both find the same.
    const [turn] = await tx.$queryRaw<{ taken: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended('script proposals', 0)) AS taken`
    if (!turn?.taken) return 0
    const { playbook, scripts, at } = work
    const edited = await readEdited(tx, halfYearBefore(at))
    const check = {
      authority: { limit: playbook.authority.agent },
      ownNumbers: playbook.company.phone ? [playbook.company.phone] : [],
    }
    const found = proposalsFrom(edited, scripts, { texts: await proposedTexts(tx), check })
    const fresh = found.slice(0, mostAtOnce)
    for (const proposal of fresh) await propose(work, proposal)
    return fresh.length
  })
}

async function propose(work: Work, proposal: NewProposal): Promise<void> {
  const { tx, at, playbook, translate } = work
  const title = titleOf(work, proposal)
  const row = await recordProposal(tx, { ...proposal, title }, at)
  const card = proposalCard(channelAudience(playbook, translate, at), row, work.scripts.voice)
  await enqueue(tx, [proposalPosting(playbook, card)], at)
  const by = { kind: 'bot' as const, name: '', staffId: null }
  await recordHappenings(tx, null, [{ kind: 'script.proposed', by, to: title, note: row.text }], at)
}

/** Named after the script that the agents began from. */
function titleOf({ scripts, playbook, translate }: Work, { script }: NewProposal): string {
  const origin = scripts.scripts.find(({ id }) => id === script)
  const { locale } = playbook.company
  const key = origin ? 'desk.proposal.named' : 'desk.proposal.unnamed'
  return translate(locale, key, { title: origin ? scripts.titleOf(origin, locale) : '' })
}
