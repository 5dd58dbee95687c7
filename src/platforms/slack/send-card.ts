import type { Card } from '../card.ts'
import type { SentMessage } from '../platform.ts'
import { messageId, readMessageId } from './place.ts'
import { isGone, post, update } from './post.ts'
import { findPosts, findRoot, findStandIn } from './posts.ts'
import type { Sending } from './send.ts'
import { cardBlocks, fallbackOf } from './write/card.ts'

/** Shows a card, or changes the one that is shown. */
export async function sendCard(sending: Sending, card: Card): Promise<SentMessage> {
  const { message } = sending
  const shown = message.replaces === undefined ? undefined : readMessageId(message.replaces)
  if (message.replaces === undefined || !shown) return await postCard(sending, card)
  try {
    await update(sending.means, { team: sending.place.team, ...shown }, looksOf(sending, card))
    return { externalId: message.replaces }
  } catch (error) {
    if (!isGone(error)) throw error
    return await standIn(sending, card, message.replaces)
  }
}

/** Somebody deleted the message: another one takes its place, once. */
async function standIn(sending: Sending, card: Card, gone: string): Promise<SentMessage> {
  const known = await findStandIn(sending.means.db, gone)
  if (!known) return await postCard(sending, card, gone)
  try {
    await update(sending.means, { team: sending.place.team, ...known }, looksOf(sending, card))
    return { externalId: messageId(known.channel, known.ts) }
  } catch (error) {
    if (!isGone(error)) throw error
    return await postCard(sending, card, gone)
  }
}

const looksOf = ({ means, to, message }: Sending, card: Card) => ({
  text: fallbackOf(message.text),
  blocks: cardBlocks(card, {
    to,
    say: means.say,
    ...(means.publicUrl === undefined ? {} : { publicUrl: means.publicUrl }),
  }),
})

async function postCard(sending: Sending, card: Card, standsIn?: string): Promise<SentMessage> {
  const { means, to, place, message } = sending
  const [stands] = await findPosts(means.db, message.id)
  if (stands?.ts) return { externalId: messageId(stands.channel, stands.ts) }
  const ticket = card.audience === 'internal' ? card.ticket : undefined
  const root = ticket === undefined ? undefined : await rootOf(sending, ticket)
  const posting = {
    delivery: message.id,
    part: 0,
    parts: 1,
    sentTo: to,
    channel: place.channel,
    team: place.team,
    ticket,
    standsIn,
    ...looksOf(sending, card),
  }
  const thread = place.thread ?? root?.ts ?? ''
  try {
    const { externalId } = await post(means, { ...posting, thread, broadcast: isLoud(sending, card, root) })
    return { externalId }
  } catch (error) {
    if (root === undefined || !isGone(error)) throw error
    // The card that began the thread was deleted: this one begins another.
    const { externalId } = await post(means, { ...posting, thread: '' })
    return { externalId }
  }
}

/** In a channel a ticket's cards hang from its first one; who is told in person gets each as a message. */
const rootOf = async ({ means, to, place }: Sending, ticket: string): Promise<{ ts: string } | undefined> =>
  /^[DUW]/.test(place.channel) ? undefined : await findRoot(means.db, to, ticket)

/** A thread is followed by those who wrote in it: what must be noticed by others is shown in the channel, too. */
function isLoud({ means }: Sending, card: Card, root: { ts: string } | undefined): boolean {
  if (root === undefined) return false
  if (card.kind === 'reminder' || card.kind === 'supervisor') return true
  // Right below the ticket's own new card nobody needs telling twice.
  const old = means.now().getTime() - Number(root.ts) * 1000 > aMinute
  return card.actions.length > 0 && old
}

const aMinute = 60_000
