import { z } from 'zod'
import type { Card, CardAction } from '../../card.ts'
import type { Turn } from '../door/turn.ts'
import type { Ears } from '../hear.ts'
import { messageId, readPlace } from '../place.ts'
import { buttonOf } from '../write/actions.ts'
import { actionsBlock, section } from '../write/block.ts'
import { blockIdOf } from '../write/press.ts'
import { cut, escaped } from '../write/text.ts'
import { textOf, whisper } from './answer.ts'
import { type ListenDesk, type Person, personOf, placeOf } from './desk.ts'
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
  // Whoever does not work here has not meant it.
  if (!person.staff) return turn.none()
  if (action.fields?.length) {
    turn.none()
    desk.later('answer', () => offer(desk, person, { to, card, action }))
    return
  }
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

/** A sign opens no window: what needs words is offered as a button, to the one who gave the sign. */
async function offer(
  { caller }: ListenDesk,
  { ears, user, say }: Person,
  { to, card, action }: { to: string; card: Card; action: CardAction },
): Promise<void> {
  const place = readPlace(to)
  if (!place) return
  const text = say('sign.words', { title: card.title, action: action.label })
  const at = blockIdOf({ to, key: card.key, revision: card.revision }, 'actions')
  // https://docs.slack.dev/reference/methods/chat.postEphemeral
  await caller.call(ears.team, 'chat.postEphemeral', {
    channel: place.channel,
    user,
    text: escaped(cut(text, 1_000)),
    blocks: [section(text), ...actionsBlock(at, [buttonOf(action, say)])],
  })
}
