import { randomUUID } from 'node:crypto'
import { may } from '../departments/permission.ts'
import { findByWorkNo, findStaff } from '../departments/staff.ts'
import type { Staff } from '../generated/client.ts'
import { type Locale, localeOf } from '../lib/i18n.ts'
import { retryFromCard } from '../outbox/retry.ts'
import type { InboundAction, Outcome } from '../platforms/platform.ts'
import { findSuggestion } from '../scripts/suggestion.ts'
import { actorOf, type Press } from '../tickets/acts/press.ts'
import { actOf } from '../tickets/acts/table.ts'
import { readFinding } from '../tickets/cards/finding.ts'
import { type Change, isRefusal, type Refusal } from '../tickets/change.ts'
import { findByCard } from '../tickets/find.ts'
import { findRelease } from '../tickets/release.ts'
import { impossible, settle, type Work } from '../tickets/settle.ts'
import { readTicket, type TicketState } from '../tickets/state.ts'
import { showAnswered } from './answered.ts'
import { takeTurns } from './arrival.ts'
import { awayOf } from './away.ts'
import { findOther, pressMerge } from './merge.ts'
import { pressMorning } from './morning.ts'
import { pressProposal } from './proposal.ts'
import { pressReminder } from './reminder.ts'
import { pressReminders } from './reminders.ts'
import { showReckoning, showWhole } from './show.ts'

/** A staff member's press: looked up, allowed, done, and answered in words. Nobody else's press does anything. */
export async function fromStaff(work: Work, action: InboundAction): Promise<Outcome> {
  const staff = await findStaff(work.tx, action.platform, action.by)
  if (!staff) return answer(work, action, { refused: 'not_staff' })
  if (action.action === 'delivery.retry') return await retry(work, action, staff)
  if (action.card.key.startsWith('proposal:')) return await decideOnScript(work, action, staff)
  if (/^(reminders|morning):/.test(action.card.key)) return await onList(work, action, staff)
  const place = await findByCard(work.tx, action.card.key)
  if (!place) return answer(work, action, { refused: 'gone' })
  if (!may(staff, action.action, place.department)) return answer(work, action, { refused: 'not_allowed' })
  // The customer's messages and the presses on their ticket take turns.
  const other = await findOther(work, action)
  await takeTurns(work.tx, other ? [place, other] : [place])
  const state = await readTicket(work.tx, place.ticketId)
  if (!state) return answer(work, action, { refused: 'gone' })
  if (!may(staff, action.action, state.ticket.department))
    return answer(work, action, { refused: 'not_allowed' })
  if (action.action === 'ticket.explain') return showReckoning(work, state, localeFor(work, action))
  if (action.action === 'ticket.show') return await showWhole(work, state, staff, localeFor(work, action))
  const { duplicateOf } = state.ticket
  // Its customer is answered where the matter goes on; what waits for a supervisor can still be decided on.
  if (duplicateOf !== null && !/^(ticket\.note|release\..+)$/.test(action.action))
    return answer(work, action, { refused: 'duplicate', values: { number: duplicateOf } })
  const press = await pressOf(work, action, staff)
  const result = action.action.startsWith('reminder.')
    ? await pressReminder(work, state, press, action)
    : action.action === 'ticket.merge'
      ? await pressMerge(work, state, other, press)
      : await pressTicket(work, state, press, action)
  if (result && 'refused' in result) return answer(work, action, result)
  if (action.card.key.startsWith('reminder:')) await showAnswered(work, staff, action)
  return done(work, action, result?.done)
}

async function pressTicket(
  work: Work,
  state: TicketState,
  press: Press,
  { action }: InboundAction,
): Promise<Refusal | Pick<Change, 'done'>> {
  const change = actOf(action)?.(state, press, work) ?? { refused: 'gone' }
  if (isRefusal(change)) return change
  const refusal = impossible(state, change)
  if (refusal) return refusal
  await settle(work, state, change)
  return change
}

async function pressOf(work: Work, pressed: InboundAction, staff: Staff): Promise<Press> {
  const { card, values, action } = pressed
  const [kind, id = ''] = card.key.split(':')
  const named = action === 'ticket.assign' ? await findByWorkNo(work.tx, (values.workNo ?? '').trim()) : null
  return {
    staff,
    actor: actorOf(staff),
    card,
    values,
    attachments: pressed.attachments ?? [],
    suggestion: kind === 'suggestion' ? ((await findSuggestion(work.tx, id)) ?? null) : null,
    release: kind === 'release' ? ((await findRelease(work.tx, id)) ?? null) : null,
    named,
    away: named && (await awayOf(work, named, localeFor(work, pressed))),
    at: work.at,
    id: randomUUID(),
  }
}

async function retry(work: Work, action: InboundAction, staff: Staff): Promise<Outcome> {
  if (!may(staff, action.action)) return answer(work, action, { refused: 'not_allowed' })
  const retried = await retryFromCard(work.tx, action.card.key, work.at)
  return retried ? done(work, action) : answer(work, action, { refused: 'retried' })
}

/** A list belongs to many tickets. */
async function onList(work: Work, action: InboundAction, staff: Staff): Promise<Outcome> {
  const press = action.card.key.startsWith('morning:') ? pressMorning : pressReminders
  const result = await press(work, action, staff)
  if ('refused' in result) return answer(work, action, result)
  return { ...done(work, action), ...result }
}

/** A proposed script belongs to no ticket. */
async function decideOnScript(work: Work, action: InboundAction, staff: Staff): Promise<Outcome> {
  if (!may(staff, action.action)) return answer(work, action, { refused: 'not_allowed' })
  const refusal = await pressProposal(work, action, staff)
  return refusal ? answer(work, action, refusal) : done(work, action)
}

/** The presser's own language where the platform knows it; else the company's. */
const localeFor = (work: Work, { locale }: InboundAction): Locale =>
  locale === undefined ? work.playbook.company.locale : localeOf(locale)

function answer(work: Work, action: InboundAction, { refused, values, findings, ways }: Refusal): Outcome {
  const locale = localeFor(work, action)
  const { translate } = work
  return {
    status: 'refused',
    notice: translate(locale, `desk.refused.${refused}`, values),
    ...(findings ? { findings: findings.map((one) => readFinding({ translate, locale }, one)) } : {}),
    ...(ways ? { ways } : {}),
  }
}

const done = (work: Work, action: InboundAction, what: string = action.action): Outcome => ({
  status: 'done',
  notice: work.translate(localeFor(work, action), `desk.done.${what}`),
})
