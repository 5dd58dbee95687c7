import { inTransaction, type Tx } from '../../../lib/db.ts'
import { once } from '../../../lib/once.ts'
import { wellFormed } from '../../../lib/text.ts'
import type { WecomDeps } from '../deps.ts'
import { customerOf, type Item, mediaOf } from './item.ts'
import { deliveryOf } from './msgid.ts'
import { conversationOf } from './place.ts'
import { readScene } from './scene.ts'

/** One answer of sync_msg. */
export interface Page {
  openKfid: string
  /** The cursor it was asked with, and the one to go on with. */
  from: string
  next: string
  items: Item[]
}

type StoreDeps = Pick<WecomDeps, 'db' | 'now' | 'settings'>

/**
 * Stores a page and moves the cursor, together or not at all. False where the cursor had been moved by somebody else:
 * then nothing of it is stored, for they have it.
 */
export async function storePage(deps: StoreDeps, page: Page): Promise<boolean> {
  const at = deps.now()
  const { openKfid, from, next, items } = page
  return await inTransaction(deps.db, async (tx) => {
    const moved = await tx.wecomKfAccount.updateMany({
      where: { openKfid, cursor: from },
      data: { cursor: next },
    })
    if (moved.count === 0) return false
    const rows = items.map((item) => ({
      msgid: item.msgid,
      openKfid,
      payload: JSON.parse(JSON.stringify(wellFormed(item))),
      sentAt: new Date(item.send_time * 1000),
      storedAt: at,
    }))
    const stored = await tx.wecomKfItem.createManyAndReturn({
      data: rows,
      skipDuplicates: true,
      select: { msgid: true },
    })
    const fresh = new Set(stored.map(({ msgid }) => msgid))
    const news = items.filter(({ msgid }) => fresh.delete(msgid))
    await noteFiles(tx, news, at)
    for (const item of news) {
      await noteChat(tx, openKfid, item)
      await noteScene(tx, item, { openKfid, key: deps.settings.kf?.linkKey, at })
    }
    return true
  })
}

const usualTypes = {
  image: ['.jpg', 'image/jpeg'],
  voice: ['.amr', 'audio/amr'],
  video: ['.mp4', 'video/mp4'],
  file: ['', 'application/octet-stream'],
} as const

/** Files are asked for soon: WeCom keeps them for three days. */
async function noteFiles(tx: Tx, items: readonly Item[], at: Date): Promise<void> {
  const files = items.flatMap((item) => {
    const media = mediaOf(item)
    if (!media) return []
    const [ending, mediaType] = usualTypes[media.kind]
    const name = `${media.kind}${ending}`
    const sentAt = new Date(item.send_time * 1000)
    return [{ ...media, msgid: item.msgid, name, mediaType, sentAt, nextAskAt: at }]
  })
  if (files.length > 0) await tx.wecomKfFile.createMany({ data: files, skipDuplicates: true })
}

/** What an item says of whether its customer may be written to. */
async function noteChat(tx: Tx, openKfid: string, item: Item): Promise<void> {
  const customer = customerOf(item)
  if (customer === '') return
  const conversation = conversationOf({ openKfid, customer })
  const { event } = item
  if (item.origin === 3 && !event) {
    const wroteAt = new Date(item.send_time * 1000)
    // What the customer writes opens the window anew; whoever receives them may have changed with it.
    const opened = { wroteAt, sent: 0, timeToldAt: null, countToldAt: null }
    await tx.wecomKfChat.upsert({
      where: { conversation },
      create: { conversation, ...opened },
      update: opened,
    })
    await tx.wecomKfChat.updateMany({ where: { conversation, state: 4 }, data: { state: null } })
  } else if (event?.event_type === 'session_status_change') {
    // 1 from the pool, 2 handed on, 4 taken up again: a person has it. 3: ended.
    const state = event.change_type === 3 ? 4 : 3
    const servicer = state === 3 && event.new_servicer_userid !== '' ? event.new_servicer_userid : null
    await tx.wecomKfChat.upsert({
      where: { conversation },
      create: { conversation, state, servicer },
      update: { state, servicer },
    })
  } else if (event?.event_type === 'msg_send_fail') {
    await reopen(tx, event.fail_msgid)
  }
}

/** Who comes in by a link of the company's own site or app is known there: a link counts for who uses it first. */
async function noteScene(
  tx: Tx,
  item: Item,
  { openKfid, key, at }: { openKfid: string; key: string | undefined; at: Date },
): Promise<void> {
  const { event, send_time } = item
  if (event?.event_type !== 'enter_session' || event.scene_param === '') return
  const scene = readScene(key, event.scene_param, new Date(send_time * 1000))
  if (!scene || !(await once(tx, `wecom-link:${scene.id}`, at))) return
  const conversation = conversationOf({ openKfid, customer: customerOf(item) })
  const { contact } = scene
  await tx.wecomKfChat.upsert({
    where: { conversation },
    create: { conversation, ...contact },
    update: contact,
  })
}

/** A message of ours did not arrive: sent once more, it has another msgid. */
async function reopen(tx: Tx, failed: string): Promise<void> {
  const ours = deliveryOf(failed)
  if (!ours) return
  await tx.$executeRaw`
    UPDATE "WecomKfSent" SET
      edition = greatest(edition, ${ours.edition + 1}), "sentAt" = NULL,
      open = ARRAY(SELECT DISTINCT unnest(array_append(open, ${ours.part}::int)) ORDER BY 1)
    WHERE "deliveryId" = ${ours.delivery}::uuid`
}
