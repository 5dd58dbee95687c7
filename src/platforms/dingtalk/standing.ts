import type { DingtalkCard } from '../../generated/client.ts'
import { inTransaction, type Tx } from '../../lib/db.ts'
import type { Card } from '../card.ts'
import type { DingtalkDeps } from './deps.ts'
import type { Stand, Standing } from './write/choice.ts'

type Means = Pick<DingtalkDeps, 'db' | 'now' | 'host'>

/** What is kept of a card that is shown somewhere. */
export type Kept = Omit<DingtalkCard, 'number' | 'changedAt' | 'shown' | 'told' | 'ding'>

/** Notes what is shown, or about to be; its number stays, and so does `shown` unless it begins anew. */
export async function keepCard({ db, now }: Means, card: Kept & { shown?: false }): Promise<void> {
  const { outTrackId, ...rest } = card
  const data = { ...rest, changedAt: now() }
  await db.dingtalkCard.upsert({ where: { outTrackId }, create: { outTrackId, ...data }, update: data })
}

export const findCard = ({ db }: Means, outTrackId: string): Promise<DingtalkCard | null> =>
  db.dingtalkCard.findUnique({ where: { outTrackId } })

/** It is shown. What single accounts see of their own on it goes with its updates for as long as it stands. */
export async function noteShown({ db }: Means, outTrackId: string): Promise<void> {
  await db.dingtalkCard.update({ where: { outTrackId }, data: { shown: true } })
}

const mostNumber = 999

/**
 * The number a card is answered by at its place: the one it has, for as long as it is kept, else one that no other card
 * there has; whoever looks at an old message must not mean a newer card by it. Kept before it is told.
 */
export async function numberOf({ db, now }: Means, card: Kept): Promise<number> {
  const { outTrackId, place, ...rest } = card
  return await inTransaction(db, async (tx) => {
    // Several cards go to one place at the same time.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`dingtalk number ${place}`}, 0))`
    const known = await tx.dingtalkCard.findUnique({ where: { outTrackId }, select: { number: true } })
    if (known && known.number !== null) return known.number
    const number = await freeNumber(tx, place)
    const create = { outTrackId, place, ...rest, number, changedAt: now() }
    await tx.dingtalkCard.upsert({ where: { outTrackId }, create, update: { number } })
    return number
  })
}

/** One more than the highest; when there are no more, that of the card nothing was heard of for longest. */
async function freeNumber(tx: Tx, place: string): Promise<number> {
  const where = { place, number: { not: null } }
  const highest = await tx.dingtalkCard.findFirst({ where, orderBy: { number: 'desc' } })
  const next = (highest?.number ?? 0) + 1
  if (next <= mostNumber) return next
  const oldest = await tx.dingtalkCard.findFirst({ where, orderBy: { changedAt: 'asc' } })
  if (!oldest) return 1
  await tx.dingtalkCard.update({ where: { outTrackId: oldest.outTrackId }, data: { number: null } })
  return oldest.number ?? 1
}

const stirMs = 2 * 60_000
const mostOpen = 20

/**
 * The cards with a number that wait for an answer at a place, the newest first, and the one of that number whichever
 * that is; `undefined` where none ever had one.
 */
export async function standAt(
  { db, now, host }: Means,
  place: string,
  number?: number,
): Promise<Stand | undefined> {
  const rows = await db.dingtalkCard.findMany({
    where: { place, OR: [{ number: { not: null } }, { way: 'text' }] },
    orderBy: { changedAt: 'desc' },
    take: mostOpen * 2,
  })
  if (rows.length === 0) return undefined
  const open = rows.filter(({ actions, shown }) => shown && actions.length > 0).slice(0, mostOpen)
  const meant =
    number === undefined || open.some((row) => row.number === number)
      ? []
      : await db.dingtalkCard.findMany({ where: { place, number, shown: true, actions: { isEmpty: false } } })
  const cards = await Promise.all(
    [...open, ...meant].map(async (row) =>
      standing(row, await host.card(row.source ?? row.place, row.cardKey)),
    ),
  )
  const since = now().getTime() - stirMs
  const [only] = open
  const stirred = rows.some((row) => row !== only && row.changedAt.getTime() > since)
  return { cards: cards.filter((card) => card !== undefined), stirred }
}

function standing(row: DingtalkCard, card: Card | undefined): Standing | undefined {
  if (!card || row.number === null) return undefined
  // Numbered as they were shown, whatever became of the card since.
  const actions = row.actions.flatMap((id) => card.actions.find((one) => one.id === id) ?? [])
  return actions.length === row.actions.length
    ? {
        number: row.number,
        place: row.source ?? row.place,
        key: row.cardKey,
        revision: row.revision,
        actions,
      }
    : {
        number: row.number,
        place: row.source ?? row.place,
        key: row.cardKey,
        revision: row.revision,
        actions: row.actions.map(bare),
      }
}

/** An act that the card does not offer any more: the house says why not. */
const bare = (id: string): Card['actions'][number] => ({ id, label: id, style: 'plain' })
