import type { InboundAttachment } from '../../platforms/platform.ts'
import type { Change, NewRelease } from '../change.ts'
import type { TicketState } from '../state.ts'
import { findingsIn, limitOf } from './check.ts'
import { type ActOf, actorOf, entered, type Press } from './press.ts'
import { answerWith, sendSuggested } from './sending.ts'

/** 批准并发送: the reply goes out as its author wrote it, released by a supervisor within their own limit. */
export const approveRelease: ActOf = (state, press, house) => {
  const { release } = press
  if (release?.status !== 'pending') return { refused: decidedRefusal(press) }
  if (isOvertaken(state, release)) return overtaken(press, release.id)
  const limit = limitOf(press.staff.roles, house)
  const tooMuch = findingsIn(state, house, release.text, limit).some(
    ({ values }) => values?.limit !== undefined,
  )
  if (tooMuch) return { refused: 'release.above_limit', values: { limit: String(limit) } }
  const change = asWritten(state, press)
  return {
    ...change,
    release: { id: release.id, status: 'approved', by: press.actor },
    happened: [...change.happened, { kind: 'release.approved', by: press.actor, to: release.author.name }],
  }
}

/** 驳回: nothing goes out, and the author is told why. */
export const declineRelease: ActOf = (_state, press) => {
  const { release } = press
  if (release?.status !== 'pending') return { refused: decidedRefusal(press) }
  const reason = entered(press, 'reason')
  if (reason === '') return { refused: 'empty' }
  return {
    release: { id: release.id, status: 'declined', by: press.actor, reason },
    happened: [{ kind: 'release.declined', by: press.actor, to: release.author.name, note: reason }],
  }
}

/** The reply as its author would have sent it. */
function asWritten(state: TicketState, press: Press): Change {
  const { release } = press
  if (!release) throw new Error('there is no reply to release')
  const asAuthor: Press = {
    ...press,
    staff: release.author,
    actor: actorOf(release.author),
    attachments: release.attachments as unknown as InboundAttachment[],
    suggestion: release.suggestion ? { ...release.suggestion, decidedByName: null } : null,
  }
  const pending = release.suggestionId !== null && state.suggestion?.id === release.suggestionId
  return pending ? sendSuggested(state, asAuthor, release) : answerWith(state, asAuthor, release.text)
}

const isOvertaken = ({ words, ticket }: TicketState, { messageId }: Pick<NewRelease, 'messageId'>): boolean =>
  // A duplicate's customer is answered where the matter goes on.
  ticket.duplicateOf !== null || (words !== null && messageId !== null && words.messageId !== messageId)

/** The customer has written since: what was said before is not sent after it. */
const overtaken = ({ actor }: Press, id: string): Change => ({
  release: { id, status: 'stale', by: actor },
  happened: [{ kind: 'release.stale', by: actor }],
  done: 'release.stale',
})

const decidedRefusal = ({ release }: Press): string => (release ? `release.${release.status}` : 'gone')
