import type { Staff } from '../generated/client.ts'
import { phraseInstant } from '../lib/instant.ts'
import { enqueue } from '../outbox/enqueue.ts'
import type { InboundAction } from '../platforms/platform.ts'
import { checkReply, type Finding } from '../scripts/check.ts'
import { decideProposal, findProposal, type ShownProposal } from '../scripts/proposal.ts'
import { proposalCard, proposalPosting } from '../scripts/propose-card.ts'
import { wordingFaults } from '../scripts/wording.ts'
import { actorOf } from '../tickets/acts/press.ts'
import { channelAudience } from '../tickets/cards/parts.ts'
import type { Refusal } from '../tickets/change.ts'
import type { Work } from '../tickets/settle.ts'
import { recordHappenings } from '../tickets/ticket.ts'

/** 发布 or 不采用 on a proposed script; `undefined` when it is done. */
export async function pressProposal(
  work: Work,
  { card, action, values }: InboundAction,
  staff: Staff,
): Promise<Refusal | undefined> {
  const proposal = await findShown(work, card.key)
  if (!proposal) return { refused: 'gone' }
  if (proposal.status !== 'proposed') return decided(work, proposal)
  const entered = (field: string): string => (values[field] ?? '').trim()
  if (action === 'script.decline') {
    const reason = entered('reason')
    if (reason === '') return { refused: 'empty' }
    return await decide(work, proposal, staff, { status: 'declined', reason })
  }
  if (action !== 'script.publish') return { refused: 'gone' }
  const title = entered('title')
  const text = entered('text')
  if (title === '' || text === '') return { refused: 'empty' }
  return (
    unfit(work, proposal, { title, text }) ??
    (await decide(work, proposal, staff, { status: 'published', title, text }))
  )
}

async function findShown({ tx }: Work, key: string): Promise<ShownProposal | undefined> {
  const [kind, id = ''] = key.split(':')
  return kind === 'proposal' && /^[0-9a-f-]{36}$/.test(id) ? await findProposal(tx, id) : undefined
}

/** Why a text cannot become a script: words of ours, a slot nobody fills, or what the reply check would stop. */
function unfit(
  { scripts, playbook }: Work,
  { examples }: ShownProposal,
  { title, text }: { title: string; text: string },
): Refusal | undefined {
  const [fault] = [...wordingFaults(text, scripts.voice), ...wordingFaults(title, scripts.voice)]
  if (fault) return { refused: `script.${fault.kind}`, values: fault.values }
  const [customer = ''] = examples as string[]
  const findings: Finding[] = checkReply(text, {
    customer,
    emotion: 'calm',
    authority: { limit: playbook.authority.agent },
    ownNumbers: playbook.company.phone ? [playbook.company.phone] : [],
  }).filter(({ level }) => level === 'block')
  return findings.length > 0 ? { refused: 'script.check', findings } : undefined
}

type Decision = { status: 'published'; title: string; text: string } | { status: 'declined'; reason: string }

async function decide(
  work: Work,
  proposal: ShownProposal,
  staff: Staff,
  decision: Decision,
): Promise<Refusal | undefined> {
  const { tx, at, playbook, translate, scripts } = work
  const row = await decideProposal(tx, proposal.id, { ...decision, decidedBy: staff.id }, at)
  // Another process was faster: its supervisor is the one to name.
  if (!row) return decided(work, (await findProposal(tx, proposal.id)) ?? proposal)
  const shown = { ...row, decidedByName: staff.name }
  const card = proposalCard(channelAudience(playbook, translate, at), shown, scripts.voice)
  await enqueue(tx, [proposalPosting(playbook, card)], at)
  const kind = `script.${decision.status}`
  const note = decision.status === 'declined' ? decision.reason : decision.text
  await recordHappenings(tx, null, [{ kind, by: actorOf(staff), to: row.title, note }], at)
  return undefined
}

function decided({ playbook, translate, at }: Work, proposal: ShownProposal): Refusal {
  const { decidedAt, decidedByName, status } = proposal
  const { timeZone, locale } = playbook.company
  const time = decidedAt ? phraseInstant({ locale, timeZone, translate }, decidedAt, at) : ''
  return { refused: `script.${status}`, values: { name: decidedByName ?? '', time } }
}
