import { z } from 'zod'
import type { Turn } from '../door/turn.ts'
import type { Ears } from '../hear.ts'
import { messageId } from '../place.ts'
import { textOf, whisper } from './answer.ts'
import { type ListenDesk, personOf, placeOf } from './desk.ts'
import { findAction } from './press.ts'

/** https://docs.slack.dev/reference/events/reaction_added */
export const reactionShape = z.looseObject({
  user: z.string(),
  reaction: z.string(),
  event_ts: z.string(),
  item: z.looseObject({ type: z.string(), channel: z.string().nullish(), ts: z.string().nullish() }),
})

const acts = new Map([
  ['eyes', 'ticket.claim'],
  ['white_check_mark', 'ticket.solve'],
])

/** 👀 on a ticket's card claims it, ✅ solves it: as if the button had been pressed. */
export async function react(
  desk: ListenDesk,
  ears: Ears,
  { user, reaction, item, event_ts: ts }: z.infer<typeof reactionShape>,
  turn: Turn,
): Promise<void> {
  const id = acts.get(reaction)
  const { host, settings } = desk.deps
  const to = item.channel ? placeOf(ears, item.channel) : ''
  const known = settings.emoji && id !== undefined && item.ts && host.channels.has(to)
  const card = known ? await host.cardAt(to, messageId(item.channel ?? '', item.ts ?? '')) : undefined
  const action = card && id ? findAction(card, id) : undefined
  if (!card || !action || card.kind !== 'ticket') return turn.none()
  const person = await personOf(desk, ears, user)
  // What needs words cannot be said with a sign; whoever does not work here has not meant it.
  if (!person.staff) return turn.none()
  const [outcome] = await turn.hand([
    {
      kind: 'action',
      platform: 'slack',
      externalId: `sign:${to}:${item.ts}:${user}:${reaction}:${ts}`,
      by: person.account,
      card: { key: card.key, revision: card.revision },
      action: action.id,
      values: {},
      locale: person.locale,
    },
  ])
  if (outcome?.status === 'refused')
    desk.later('answer', () => whisper(desk, person, { to }, textOf(person, outcome)))
}
