import { Prisma, type WecomKfItem } from '../../../generated/client.ts'
import { isAway } from '../../../lib/db-errors.ts'
import { messageOf } from '../../../lib/errors.ts'
import { wellFormed } from '../../../lib/text.ts'
import type { Pulled } from '../../platform.ts'
import type { OpenDeps } from '../deps.ts'
import { decode } from './decode.ts'
import { customerOf, type Item, itemSchema } from './item.ts'
import { sayRefusal } from './say.ts'
import { welcome } from './welcome.ts'

const mostRead = 200

/** What the house has not heard of, in the order in which it was read. */
export async function readWaiting({ db }: Pick<OpenDeps, 'db'>): Promise<WecomKfItem[]> {
  return await db.wecomKfItem.findMany({
    where: { handledAt: null, error: null },
    orderBy: { seq: 'asc' },
    take: mostRead,
  })
}

/** What could not be handed on is tried once more: this may be a better program. */
export async function retryFaulty({ db }: Pick<OpenDeps, 'db'>): Promise<void> {
  await db.wecomKfItem.updateMany({ where: { handledAt: null, error: { not: null } }, data: { error: null } })
}

/** Longer than WeCom can give anything again. */
const keptMs = 7 * 24 * 3_600_000

/** What the house has had for long is forgotten here: WeCom gives nothing older than three days. */
export async function forgetHandled({ db, now }: Pick<OpenDeps, 'db' | 'now'>): Promise<void> {
  const before = new Date(now().getTime() - keptMs)
  await db.wecomKfItem.deleteMany({ where: { handledAt: { lt: before }, sentAt: { lt: before } } })
}

/** What keeps its order: one customer at one account. */
export function laneOf(row: WecomKfItem): string {
  const item = itemSchema.safeParse(row.payload)
  return `${row.openKfid}:${item.success ? customerOf(item.data) : ''}`
}

/** An item as the house gets it; `undefined` where it is nothing for the house, and then it is done. */
export async function pulledOf(deps: OpenDeps, row: WecomKfItem): Promise<Pulled | undefined> {
  try {
    const item: Item = itemSchema.parse(row.payload)
    const located = { ...item, open_kfid: item.open_kfid || row.openKfid }
    if (item.event?.event_type === 'enter_session') await welcome(deps, located)
    const inbound = await decode(deps, located)
    if (inbound) {
      return {
        inbound,
        async answer(outcome) {
          await handled(deps, row.msgid)
          if (inbound.kind === 'action' && inbound.conversation)
            await sayRefusal(deps, { conversation: inbound.conversation, msgid: row.msgid }, outcome)
        },
      }
    }
    await handled(deps, row.msgid)
  } catch (error) {
    if (isAway(error)) throw error
    // One that breaks the program must not hold up those behind it: it is kept for a better one.
    deps.log.error({ item: row.msgid, error: messageOf(error) }, 'wecom: something could not be handed on')
    const said = wellFormed(messageOf(error)).slice(0, 500)
    await deps.db.wecomKfItem.update({ where: { msgid: row.msgid }, data: { error: said } })
  }
  return undefined
}

/** The house has it: nothing of what it says is kept here. */
async function handled({ db, now }: OpenDeps, msgid: string): Promise<void> {
  await db.wecomKfItem.update({
    where: { msgid },
    data: { handledAt: now(), payload: Prisma.DbNull },
  })
}
