import type { DingtalkCard } from '../../generated/client.ts'
import type { Card } from '../card.ts'
import type { DingtalkDeps } from './deps.ts'
import type { Stand, Standing } from './write/choice.ts'

type Means = Pick<DingtalkDeps, 'db' | 'now' | 'host'>

/** What is kept of a card that is shown somewhere. */
export type Kept = Omit<DingtalkCard, 'changedAt' | 'shown' | 'told' | 'ding'>

/** Notes what is about to be shown; what was known of it stays `shown` or not. */
export async function keepCard({ db, now }: Means, card: Kept): Promise<void> {
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

/** The number a text card is answered by: the next one of its place. */
export async function nextNumber({ db }: Means, place: string): Promise<number> {
  const last = await db.dingtalkCard.findFirst({
    where: { place, number: { not: null } },
    orderBy: { changedAt: 'desc' },
    select: { number: true },
  })
  return ((last?.number ?? 0) % mostNumber) + 1
}

const stirMs = 2 * 60_000
const mostOpen = 20

/** The cards with a number that wait for an answer at a place, the newest first; `undefined` where none ever had one. */
export async function standAt({ db, now, host }: Means, place: string): Promise<Stand | undefined> {
  const rows = await db.dingtalkCard.findMany({
    where: { place, OR: [{ number: { not: null } }, { way: 'text' }] },
    orderBy: { changedAt: 'desc' },
    take: mostOpen * 2,
  })
  if (rows.length === 0) return undefined
  const open = rows.filter(({ actions, shown }) => shown && actions.length > 0).slice(0, mostOpen)
  const cards = await Promise.all(
    open.map(async (row) => standing(row, await host.card(row.source ?? row.place, row.cardKey))),
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
