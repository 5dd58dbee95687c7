import type { Card } from '../card.ts'
import type { OpenDeps } from './deps.ts'
import { lookOf } from './write/note.ts'

type StandingDeps = Pick<OpenDeps, 'db' | 'host' | 'now'>

/** A card at an address, as it was last sent, with the revision that is to be seen. */
export interface Standing {
  taskId: string
  cardKey: string
  revision: number
  card: Card
}

const readBack = 200
const mostCards = 20

/** The cards at an address that offer one of these acts, the newest first; of one ticket where it is named. */
export async function standingCards(
  { db, host }: StandingDeps,
  address: string,
  { actions, number }: { actions: readonly string[]; number?: string | undefined },
): Promise<Standing[]> {
  const rows = await db.wecomCard.findMany({
    where: { address },
    orderBy: { seq: 'desc' },
    take: readBack,
    select: { taskId: true, cardKey: true, revision: true },
  })
  const newest = rows.filter((row, nth) => rows.findIndex((one) => one.cardKey === row.cardKey) === nth)
  const found: Standing[] = []
  for (const row of newest) {
    const card = await host.card(address, row.cardKey)
    const offers = card?.actions.some(({ id }) => actions.includes(id))
    if (card && offers && (number === undefined || card.ticket === number)) found.push({ ...row, card })
    if (found.length >= mostCards) break
  }
  return found
}

/** Who types may have begun before a card came: so long it is not taken for the one that is meant. */
const typingMs = 5 * 60_000
const lately = { ms: 60 * 60_000, cards: 20 }

/**
 * Whether a card has just come after one of another ticket: words without a number may be meant for that one, though it
 * is settled by now.
 */
export async function mayMeanAnother(
  { db, host, now }: StandingDeps,
  address: string,
  { cardKey, card }: Standing,
): Promise<boolean> {
  const at = now().getTime()
  const like = { address, cardKey: { startsWith: `${cardKey.split(':')[0]}:` } }
  const before = { ...like, sentAt: { gt: new Date(at - lately.ms) } }
  const rows = await db.wecomCard.findMany({ where: before, orderBy: { seq: 'desc' }, take: lately.cards })
  const began = await db.wecomCard.findFirst({ where: { address, cardKey }, orderBy: { seq: 'asc' } })
  if (!began || at - began.sentAt.getTime() >= typingMs) return false
  for (const other of new Set(rows.map((row) => row.cardKey)))
    if (other !== cardKey && (await host.card(address, other))?.ticket !== card.ticket) return true
  return false
}

/** Notes a card before it is sent: a press may come at once. */
export async function noteCard(
  { db, now }: StandingDeps,
  card: Card,
  sent: { taskId: string; deliveryId: string; address: string; press?: object },
): Promise<void> {
  await db.wecomCard.upsert({
    where: { taskId: sent.taskId },
    create: { ...sent, cardKey: card.key, revision: card.revision, look: lookOf(card), sentAt: now() },
    update: { revision: card.revision, look: lookOf(card) },
  })
}

/** What is to be seen of it now. */
export async function noteShown({ db }: Pick<StandingDeps, 'db'>, taskId: string, card: Card): Promise<void> {
  await db.wecomCard.updateMany({
    where: { taskId },
    data: { revision: card.revision, look: lookOf(card) },
  })
}

/** It was not sent after all. */
export async function forgetCard({ db }: Pick<StandingDeps, 'db'>, taskId: string): Promise<void> {
  await db.wecomCard.deleteMany({ where: { taskId } })
}
