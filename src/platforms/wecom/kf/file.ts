import type { WecomKfFile } from '../../../generated/client.ts'
import { messageOf } from '../../../lib/errors.ts'
import type { InboundAttachment, OpenedFile } from '../../platform.ts'
import type { OpenDeps } from '../deps.ts'

const place = /^\/api\/files\/wecom-([0-9a-f-]{36})$/

/** WeCom keeps a customer's file so long. */
const keptMs = 3 * 24 * 3_600_000
const longestWaitMs = 30 * 60_000
const mostAtOnce = 10

/** The file of a message as the house knows it; fetched now, and where that fails its place is kept for it. */
export async function attachmentOf(deps: OpenDeps, msgid: string): Promise<InboundAttachment[]> {
  const known = await deps.db.wecomKfFile.findUnique({ where: { msgid } })
  if (!known) return []
  const file = known.bytes ? known : await fetchFile(deps, known)
  const { id, name, mediaType, bytes } = file
  return [{ name, mediaType, size: bytes?.length ?? 0, ref: `/api/files/wecom-${id}` }]
}

/** The file behind a reference, asked for once more where it is not there yet. */
export async function openFile(deps: OpenDeps, ref: string): Promise<OpenedFile | undefined> {
  const [, id] = place.exec(ref) ?? []
  if (!id) return undefined
  const known = await deps.db.wecomKfFile.findUnique({ where: { id } })
  if (!known) return undefined
  const { name, mediaType, bytes } = known.bytes || !known.nextAskAt ? known : await fetchFile(deps, known)
  if (!bytes) return undefined
  return { name, mediaType, bytes: Buffer.from(bytes), shown: picture.test(mediaType) && isPicture(bytes) }
}

/** Fetches what could not be fetched before, while WeCom still has it. */
export async function fetchFiles(deps: OpenDeps): Promise<void> {
  const due = await deps.db.wecomKfFile.findMany({
    where: { nextAskAt: { lte: deps.now() } },
    orderBy: { nextAskAt: 'asc' },
    take: mostAtOnce,
  })
  for (const file of due) await fetchFile(deps, file)
}

/** https://developer.work.weixin.qq.com/document/path/90254 */
async function fetchFile(deps: OpenDeps, file: WecomKfFile): Promise<WecomKfFile> {
  const { db, api, now, log } = deps
  const save = async (data: Partial<WecomKfFile>): Promise<WecomKfFile> =>
    await db.wecomKfFile.update({ where: { id: file.id }, data })
  try {
    const found = await api.download(file.mediaId)
    if (!found) return await save({ nextAskAt: null })
    const mediaType = found.mediaType.startsWith('application/octet-stream')
      ? file.mediaType
      : found.mediaType
    const name = found.name === '' ? file.name : found.name.replaceAll(/[/\\\p{C}]/gu, '_').slice(-200)
    return await save({ bytes: new Uint8Array(found.bytes), name, mediaType, nextAskAt: null })
  } catch (error) {
    log.warn({ file: file.id, error: messageOf(error) }, 'wecom: a file could not be fetched yet')
    const attempts = file.attempts + 1
    const next = new Date(now().getTime() + Math.min(15_000 * 2 ** attempts, longestWaitMs))
    const isGone = next.getTime() - file.sentAt.getTime() > keptMs
    return await save({ attempts, nextAskAt: isGone ? null : next })
  }
}

const picture = /^image\/(?:png|jpeg|gif)$/
const starts = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
]

/** What is called a picture and begins like none is only saved. */
const isPicture = (bytes: Uint8Array): boolean =>
  starts.some((start) => start.every((byte, nth) => bytes[nth] === byte))
