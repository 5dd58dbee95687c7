import { z } from 'zod'
import { messageOf } from '../../../lib/errors.ts'
import type { OpenDeps } from '../deps.ts'
import { WecomError } from '../fault.ts'
import { type Item, itemSchema } from './item.ts'
import { storePage } from './store.ts'

// https://developer.work.weixin.qq.com/document/path/94670

const answerSchema = z.object({
  next_cursor: z.string().default(''),
  has_more: z.number().default(0),
  msg_list: z.array(z.unknown()).default([]),
})

/** A page may be empty and more be there; so many in a row that lead nowhere, or to where they began, are enough. */
const mostEmpty = 20
const tokenMs = 10 * 60_000
const tokenEnded = 95007

/**
 * Reads an account to its end and stores what is new. A callback's token is used while it is good: without one WeCom
 * counts the calls strictly. Only one may read an account at a time; should two, one of them stores nothing.
 */
export async function readAccount(deps: OpenDeps, openKfid: string): Promise<void> {
  const begun = await deps.db.wecomKfAccount.findUniqueOrThrow({ where: { openKfid } })
  let { cursor } = begun
  let token =
    begun.tokenAt && deps.now().getTime() - begun.tokenAt.getTime() < tokenMs
      ? (begun.token ?? undefined)
      : undefined
  for (let empty = 0; empty < mostEmpty; ) {
    const answer = await ask(deps, { openKfid, cursor, token }).catch((error: unknown) => {
      if (!(error instanceof WecomError && error.errcode === tokenEnded && token !== undefined)) throw error
      token = undefined
    })
    if (!answer) continue
    const items = answer.msg_list.flatMap((one) => itemOf(deps, one))
    const next = answer.next_cursor === '' ? cursor : answer.next_cursor
    if (!(await storePage(deps, { openKfid, from: cursor, next, items }))) return
    if (answer.has_more !== 1) break
    empty = items.length === 0 || next === cursor ? empty + 1 : 0
    cursor = next
  }
  await deps.db.wecomKfAccount.update({
    where: { openKfid },
    data: { read: begun.told, readAt: deps.now() },
  })
  // Only this one: a callback may have brought another meanwhile.
  if (token === undefined)
    await deps.db.wecomKfAccount.updateMany({
      where: { openKfid, token: begun.token },
      data: { token: null },
    })
}

async function ask(
  { api }: OpenDeps,
  { openKfid, cursor, token }: { openKfid: string; cursor: string; token: string | undefined },
): Promise<z.infer<typeof answerSchema>> {
  const answer = await api.post('kf/sync_msg', {
    cursor,
    ...(token === undefined ? {} : { token }),
    limit: 1000,
    voice_format: 0,
    open_kfid: openKfid,
  })
  return answerSchema.parse(answer)
}

function itemOf({ log }: OpenDeps, raw: unknown): Item[] {
  const parsed = itemSchema.safeParse(raw)
  if (parsed.success) return [parsed.data]
  log.error({ error: messageOf(parsed.error) }, 'wecom: something read from 微信客服 has no msgid')
  return []
}

/** The accounts that WeCom says there are, so that one whose callbacks are lost is read nevertheless. */
export async function findAccounts({ db, api }: OpenDeps): Promise<void> {
  // https://developer.work.weixin.qq.com/document/path/94661
  const answer = await api.post('kf/account/list', { offset: 0, limit: 100 })
  const list = z.array(z.looseObject({ open_kfid: z.string() })).catch([])
  const accounts = list.parse(answer.account_list)
  const data = accounts.map(({ open_kfid: openKfid }) => ({ openKfid }))
  await db.wecomKfAccount.createMany({ data, skipDuplicates: true })
}
