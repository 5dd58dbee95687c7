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
