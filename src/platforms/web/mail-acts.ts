import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { WebDeps } from './deps.ts'
import { bodyOf, pathOf, searchOf } from './doors.ts'
import type { MailboxDraft, MailCursor, MailServer } from './mail-api.ts'
import type { Asker } from './member.ts'

const line = z.string().max(2000)
const lines = z.array(line).max(100)
const server: z.ZodType<MailServer & { user: string }> = z.object({
  host: line,
  port: z.number(),
  security: z.enum(['tls', 'starttls', 'none']),
  user: line,
})
/** Its shape only: what of it cannot be the house says in words. */
const draft: z.ZodType<MailboxDraft> = z.object({
  address: line,
  aliases: lines,
  name: line,
  imap: z.intersection(server, z.object({ folders: lines })).nullable(),
  smtp: server.nullable(),
  password: line,
  oauth: z
    .object({ clientId: line, clientSecret: line, refreshToken: z.string().max(8000), tokenUrl: line })
    .nullable(),
  trusted: lines,
  pastDays: z.number(),
})
const cursor: z.ZodType<MailCursor> = z.object({
  step: z.enum(['reading', 'sending', 'looking']),
  token: z.string().regex(/^[\w-]{0,100}$/),
  attempt: z.int().min(0).max(100),
  readable: z.boolean(),
})
const asked = z.object({ id: z.uuid().optional(), draft })
const onePath = z.object({ id: z.uuid() })
const addressQuery = z.object({ address: z.string().max(320) })

/** What an administrator does or asks; nothing to say is no content. */
export type Act = (asker: Asker, request: FastifyRequest) => Promise<object | undefined>

/** What an administrator asks about mailboxes, by the address it is asked at. */
export const mailQuestions = ({ host }: WebDeps): Record<string, Act> => ({
  '/api/admin/mail': ({ accountId, locale }) => host.mailSetup(accountId, locale),
  '/api/admin/mail/preset': async ({ accountId }, request) => {
    const id = await host.mailPreset(accountId, searchOf(request, addressQuery).address)
    return id === undefined ? {} : { id }
  },
})

/** What an administrator does with mailboxes, by the address it is posted to. */
export const mailActs = ({ host }: WebDeps): Record<string, Act> => ({
  '/api/admin/mail/save': ({ accountId }, request) => host.saveMailbox(accountId, bodyOf(request, asked)),
  '/api/admin/mail/examine': (asker, request) =>
    host.examineMailbox(asker, bodyOf(request, asked.extend({ at: cursor }))),
  '/api/admin/mail/boxes/:id/close': async ({ accountId }, request) => {
    await host.closeMailbox(accountId, pathOf(request, onePath).id)
    return undefined
  },
  '/api/admin/mail/boxes/:id/token': ({ accountId }, request) =>
    host.mailToken(accountId, pathOf(request, onePath).id),
  '/api/admin/mail/mails/:id/take': async ({ accountId }, request) => {
    await host.takeMail(accountId, pathOf(request, onePath).id)
    return undefined
  },
  '/api/admin/mail/mails/read-again': ({ accountId }) => host.readMailsAgain(accountId),
})
