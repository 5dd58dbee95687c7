import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import type { CardAttachment } from '../card.ts'
import type { InboundAttachment } from '../platform.ts'
import type { WebDeps } from './deps.ts'
import { isUuid } from './room.ts'
import { hashOf } from './token.ts'

export interface Upload {
  id: string
  room: string
  name: string
  size: number
  mediaType: string
  sha256: string
}

export interface NewUpload {
  /** Given where storing it again must not make a second one. */
  id?: string
  room: string
  name: string
  mediaType: string
  bytes: Buffer
}

/** Keeps a file under the hash of its bytes, on the disk before it is known to the database. */
export async function storeUpload(deps: WebDeps, file: NewUpload): Promise<Upload> {
  const sha256 = hashOf(file.bytes)
  await writeOnce(deps, sha256, file.bytes)
  const { id, room, name, mediaType } = file
  const data = { room, name, mediaType, sha256, size: file.bytes.length, createdAt: deps.now() }
  if (id === undefined) return deps.db.webUpload.create({ data })
  await deps.db.webUpload.createMany({ data: [{ id, ...data }], skipDuplicates: true })
  return { id, ...data }
}

/** The upload with this id. */
export async function findUpload(deps: WebDeps, id: string): Promise<Upload | undefined> {
  if (!isUuid(id)) return undefined
  return (await deps.db.webUpload.findUnique({ where: { id } })) ?? undefined
}

/** Those of the ids that were uploaded in this room, in the order asked for. */
export async function uploadsOf(deps: WebDeps, room: string, ids: string[]): Promise<Upload[]> {
  if (ids.length === 0) return []
  const found = await deps.db.webUpload.findMany({ where: { id: { in: ids }, room } })
  return ids.flatMap((id) => found.find((upload) => upload.id === id) ?? [])
}

/** The bytes of an upload. */
export const readUpload = (deps: WebDeps, upload: Upload): Promise<Buffer> =>
  readFile(pathOf(deps, upload.sha256))

/** An upload as messages and cards carry it. */
export const attachmentOf = (upload: Upload): InboundAttachment & CardAttachment => ({
  name: upload.name,
  size: upload.size,
  mediaType: upload.mediaType,
  ref: `/api/files/${upload.id}`,
})

// Only the hash, which is ours, becomes a path: no name a visitor chose ever does.
const pathOf = (deps: WebDeps, sha256: string): string =>
  path.join(deps.site.uploads, sha256.slice(0, 2), sha256)

async function writeOnce(deps: WebDeps, sha256: string, bytes: Buffer): Promise<void> {
  const target = pathOf(deps, sha256)
  const there = await stat(target).catch(() => undefined)
  if (there?.size === bytes.length) return
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
  const draft = `${target}.${deps.randomToken().slice(0, 12)}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, target)
}
