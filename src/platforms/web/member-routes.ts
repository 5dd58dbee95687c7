import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { locales } from '../../lib/i18n.ts'
import { choosePassword } from './account.ts'
import type { MemberView } from './api.ts'
import type { WebDeps } from './deps.ts'
import { bodyOf, createDoors } from './doors.ts'
import { type CountDue, createDueCount } from './due.ts'
import type { Hub } from './hub.ts'
import type { Asker } from './member.ts'
import { countUnread } from './reading.ts'
import { closeSession, seatOf } from './session.ts'

const passwordBody = z.object({ password: z.string().max(1000) })
const localeBody = z.object({ locale: z.enum(locales) })

/** What a member asks about themselves: who they are, language, password, and the way out. */
export const memberRoutes =
  (deps: WebDeps, hub: Hub): FastifyPluginCallback =>
  (fastify, _, done) => {
    const { member } = createDoors(deps)
    const countDue = createDueCount(deps)
    fastify.get(
      '/api/desk/me',
      member((asker) => viewMember(deps, countDue, asker)),
    )
    fastify.post(
      '/api/desk/sign-out',
      member(async (asker, request, reply) => {
        const cookie = await closeSession(deps, asker, seatOf(request))
        void hub.beat()
        return reply.header('set-cookie', cookie).code(204).send()
      }),
    )
    fastify.post(
      '/api/desk/locale',
      member(async ({ accountId }, request, reply) => {
        const { locale } = bodyOf(request, localeBody)
        await deps.db.webAccount.update({ where: { id: accountId }, data: { locale } })
        return reply.code(204).send()
      }),
    )
    fastify.post(
      '/api/desk/password',
      member(async (asker, request, reply) => {
        await choosePassword(deps, asker, bodyOf(request, passwordBody).password)
        void hub.beat()
        return reply.code(204).send()
      }),
    )
    done()
  }

async function viewMember(deps: WebDeps, countDue: CountDue, asker: Asker): Promise<MemberView> {
  const { accountId, locale, csrf } = asker
  const { workNo, name, roles, channels } = asker.member
  const ids = channels.map((channel) => channel.id)
  const [unread, due] = await Promise.all([countUnread(deps.db, accountId, ids), countDue(ids)])
  return {
    workNo,
    name,
    roles,
    locale,
    csrf,
    demo: deps.site.demo,
    company: deps.site.company.name[locale],
    channels: channels.map((channel) => ({
      ...channel,
      unread: unread.get(channel.id) ?? 0,
      due: due.get(channel.id) ?? 0,
    })),
    administrator: roles.includes('administrator'),
  }
}
