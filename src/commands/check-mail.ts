import type { Config } from '../config.ts'
import type { Db } from '../lib/db.ts'
import { bad, type Checked, good, mind } from './checked.ts'

/** Whether mailboxes are read, and whether another machine could sign in to them; nothing where there is none. */
export async function checkMail(
  db: Db,
  { databaseUrl, key }: Pick<Config, 'databaseUrl' | 'key'>,
): Promise<Checked[]> {
  const boxes = await db.mailbox.findMany({ where: { closedAt: null }, orderBy: { address: 'asc' } })
  if (boxes.length === 0) return []
  const broken = boxes.flatMap(({ address, fault, faultAt, sendFault, sendFaultAt }) => [
    ...(fault === null ? [] : [brokenBox(`${address} is not read as it should be`, fault, faultAt)]),
    ...(sendFault === null ? [] : [brokenBox(`nothing can be sent from ${address}`, sendFault, sendFaultAt)]),
  ])
  const shared = databaseUrl !== undefined && key === undefined && boxes.some(({ secret }) => secret !== null)
  return [
    ...(broken.length === 0 ? [good(`mail: ${boxes.length} mailboxes, none with a fault`)] : broken),
    ...(shared
      ? [
          mind(
            'mail: KEFUTAI_KEY is not set: only the machine with this data folder can open the mailboxes’ passwords',
            'set it on every machine that shares the database to what stands in the file key of that data folder',
          ),
        ]
      : []),
  ]
}

const brokenBox = (says: string, fault: string, since: Date | null): Checked =>
  bad(
    `mail: ${says} since ${since?.toISOString() ?? ''} (${fault})`,
    'kefutai doctor email says in words what is wrong and what to do',
  )
