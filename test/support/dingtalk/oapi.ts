import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Answer } from './faults.ts'
import { type Person, personOf, type Seen, show, type World } from './world.ts'

const ok = (more: object): Answer => ({ status: 200, body: { errcode: 0, errmsg: 'ok', ...more } })
/** The older API's errors stand on HTTP 200. */
export const errcode = (code: number, errmsg: string): Answer => ({
  status: 200,
  body: { errcode: code, errmsg },
})

const webhookBody = z.object({
  msgtype: z.enum(['text', 'markdown', 'actionCard', 'link', 'feedCard']),
  text: z.object({ content: z.string() }).optional(),
  markdown: z.object({ title: z.string(), text: z.string() }).optional(),
  at: z
    .object({ atUserIds: z.array(z.string()).optional(), isAtAll: z.boolean().optional() })
    .loose()
    .optional(),
})

/** A chat's own address, for as long as it holds: the only way of mentioning somebody in a group. */
export function sendBySession(world: World, session: string, body: unknown): Answer {
  const known = world.sessions.get(session)
  if (!known || known.expiresAt <= world.now().getTime()) return errcode(310_000, 'session is expired')
  const parsed = webhookBody.safeParse(body)
  if (!parsed.success) return errcode(40_035, 'missing parameter')
  const { msgtype, text, markdown, at } = parsed.data
  const kind: Seen['kind'] =
    msgtype === 'text' || msgtype === 'markdown' || msgtype === 'actionCard' ? msgtype : 'other'
  show(world, known.chat, {
    by: 'robot',
    kind,
    text: text?.content ?? markdown?.text ?? '',
    ...(markdown ? { title: markdown.title } : {}),
    at: [...(at?.atUserIds ?? []), ...(at?.isAtAll ? ['all'] : [])],
    raw: body as Record<string, unknown>,
    via: 'sessionWebhook',
  })
  return ok({})
}

/** People of the organisation, by what is known of them: https://open.dingtalk.com/document/orgapp/query-user-details */
export const userApi: Record<string, (world: World, body: unknown) => Answer> = {
  '/topapi/v2/user/get': (world, body) => {
    const { userid = '' } = body as { userid?: string }
    const person = personOf(world, userid)
    return person ? ok({ result: detailOf(person) }) : errcode(60_121, '找不到该用户')
  },
  '/topapi/v2/user/getbymobile': (world, body) => {
    const { mobile } = body as { mobile?: string }
    const person = [...world.people.values()].find((one) => one.staffId && one.mobile === mobile)
    return person ? ok({ result: { userid: person.staffId } }) : errcode(60_121, '找不到该用户')
  },
}

const detailOf = ({ staffId, nick, jobNumber, email, mobile }: Person): object => ({
  userid: staffId,
  name: nick,
  job_number: jobNumber ?? '',
  email: email ?? '',
  mobile: mobile ?? '',
})

/** A file for later sending; only what a multipart form carries is taken. */
export function upload(world: World, contentType: string, body: Buffer): Answer {
  const boundary = /boundary=(.+)$/.exec(contentType)?.[1]
  if (!boundary) return errcode(40_035, 'no form')
  const text = body.toString('latin1')
  const name = /filename="([^"]*)"/.exec(text)?.[1] ?? ''
  const start = text.indexOf('\r\n\r\n', text.indexOf('filename=')) + 4
  const end = text.indexOf(`\r\n--${boundary}`, start)
  const media = `@lADP${randomUUID().replaceAll('-', '')}`
  world.media.set(media, {
    name: Buffer.from(name, 'latin1').toString('utf8'),
    bytes: Buffer.from(text.slice(start, end), 'latin1'),
  })
  return ok({ media_id: media, type: 'file', created_at: world.now().getTime() })
}
