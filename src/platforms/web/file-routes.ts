import multipart from '@fastify/multipart'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { OpenedFile } from '../platform.ts'
import type { UploadView } from './api.ts'
import { headerOf } from './asked.ts'
import type { WebDeps } from './deps.ts'
import { createDoors, pathOf } from './doors.ts'
import { checkKind } from './file-kind.ts'
import { dispositionOf, safeFileName } from './file-name.ts'
import { createLimit } from './limit.ts'
import { authenticateMember } from './member.ts'
import { RefusalError } from './refusal.ts'
import { accountRoom, channelRoom, visitorRoom } from './room.ts'
import { attachmentOf, findUpload, readUpload, storeUpload, type Upload } from './upload.ts'
import { authenticateVisitor, claimsVisitor } from './visitor.ts'

/** Bytes a file may have. */
const fileMax = 10 * 1024 * 1024

/** Files from visitors, and files to those who may read the room they were sent in. */
export const fileRoutes =
  (deps: WebDeps): FastifyPluginAsync =>
  async (fastify) => {
    const { visitor, member } = createDoors(deps)
    const byVisitor = createLimit({ max: 20, perMs: 10 * 60_000, now: deps.now })
    const byAddress = createLimit({ max: 100, perMs: 10 * 60_000, now: deps.now })
    await fastify.register(multipart, {
      limits: { fileSize: fileMax, files: 1, fields: 5, parts: 6, headerPairs: 50 },
    })

    fastify.post(
      '/api/chat/files',
      { bodyLimit: fileMax + 64 * 1024 },
      visitor(async (who, request): Promise<UploadView> => {
        const waitMs = Math.max(byVisitor(who.id), byAddress(request.ip))
        if (waitMs > 0) throw new RefusalError('too_many_uploads', { seconds: Math.ceil(waitMs / 1000) })
        const { id, name, size, mediaType } = await take(deps, visitorRoom(who.id), request)
        return { id, name, size, mediaType }
      }),
    )
    fastify.post(
      '/api/desk/files',
      { bodyLimit: fileMax + 64 * 1024 },
      member(async ({ accountId }, request): Promise<UploadView> => {
        const { id, name, size, mediaType } = await take(deps, accountRoom(accountId), request)
        return { id, name, size, mediaType }
      }),
    )
    fastify.get('/api/files/:id', async (request, reply) => {
      const { id } = pathOf(request, z.object({ id: z.string().max(100) }))
      const upload = await findUpload(deps, id)
      if (!upload) return await answerWith(reply, await openElsewhere(deps, request, `/api/files/${id}`))
      // What one may not read looks like what is not there.
      if (!(await mayRead(deps, request, upload))) throw new RefusalError('not_found')
      reply.header('etag', `"${upload.sha256}"`)
      if (headerOf(request, 'if-none-match') === `"${upload.sha256}"`)
        return await reply.headers(guarded).code(304).send()
      const { name, mediaType } = upload
      return await answerWith(reply, {
        name,
        mediaType,
        shown: mediaType.startsWith('image/'),
        bytes: await readUpload(deps, upload),
      })
    })
  }

/** Nothing in a file may act or fetch, whatever it is. */
const guarded = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-cache',
}

async function answerWith(reply: FastifyReply, { name, mediaType, shown, bytes }: OpenedFile) {
  reply.headers({
    ...guarded,
    'content-type': mediaType,
    'content-disposition': dispositionOf(shown ? 'inline' : 'attachment', name),
  })
  return await reply.send(bytes)
}

/** A file that came by another platform is for staff alone. */
async function openElsewhere(deps: WebDeps, request: FastifyRequest, ref: string): Promise<OpenedFile> {
  if (claimsVisitor(request)) throw new RefusalError('not_found')
  const { accountId } = await authenticateMember(deps, request)
  const file = (await deps.host.mayReadFile(accountId, ref)) && (await deps.host.openFile(accountId, ref))
  if (!file) throw new RefusalError('not_found')
  return file
}

async function take(deps: WebDeps, room: string, request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new RefusalError('bad_input')
  const part = await request.file()
  if (!part) throw new RefusalError('bad_input')
  const bytes = await part.toBuffer()
  const verdict = await checkKind(bytes, { name: part.filename ?? '', mediaType: part.mimetype })
  if (!verdict.ok) throw new RefusalError(verdict.reason)
  const name = safeFileName(part.filename ?? '', verdict.extension)
  return storeUpload(deps, { room, name, mediaType: verdict.mediaType, bytes })
}

async function mayRead(deps: WebDeps, request: FastifyRequest, upload: Upload): Promise<boolean> {
  const { ref } = attachmentOf(upload)
  if (claimsVisitor(request)) {
    const room = visitorRoom((await authenticateVisitor(deps, request)).id)
    return upload.room === room || (await isShownIn(deps, room, ref))
  }
  const { accountId, member } = await authenticateMember(deps, request)
  if (upload.room === accountRoom(accountId)) return true
  if (member.channels.some((channel) => channelRoom(channel.id) === upload.room)) return true
  return await deps.host.mayReadFile(accountId, ref)
}

/** Whether somebody sent the file there. */
async function isShownIn(deps: WebDeps, room: string, ref: string): Promise<boolean> {
  const [post] = await deps.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM "WebPost" WHERE room = ${room} AND attachments @> ${JSON.stringify([{ ref }])}::jsonb LIMIT 1`
  return post !== undefined
}
