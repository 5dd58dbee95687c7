import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import type { NewStaff } from './api.ts'
import { cleanName } from './clean.ts'
import type { WebDeps } from './deps.ts'
import { bodyOf, createDoors, pathOf } from './doors.ts'
import type { Hub } from './hub.ts'
import { type Act, mailActs, mailQuestions } from './mail-acts.ts'
import { needRole } from './member.ts'
import { RefusalError } from './refusal.ts'

const label = (max: number): z.ZodType<string> =>
  z
    .string()
    .max(200)
    .transform((text) => cleanName(text, max))
    .refine((text) => text !== '')
const labels = z.array(label(60)).max(50)
const newStaff: z.ZodType<NewStaff> = z.object({
  workNo: label(40),
  name: label(60),
  roles: labels,
  departments: labels,
  login: label(64),
  email: z.email().max(200).optional(),
})
const onePath = z.object({ id: z.uuid() })
const arrivalBody = z.object({ platform: z.string().max(50), id: z.string().max(1000) })

const questionsOf = ({ host }: WebDeps): Record<string, Act> => ({
  '/api/admin/system': ({ accountId, locale }) => host.system(accountId, locale),
})

/** What an administrator does, by the address it is posted to. */
const actsOf = (deps: WebDeps, hub: Hub): Record<string, Act> => ({
  '/api/admin/staff': ({ accountId }, request) => deps.host.addStaff(accountId, bodyOf(request, newStaff)),
  '/api/admin/staff/:id/link': ({ accountId }, request) =>
    deps.host.linkFor(accountId, pathOf(request, onePath).id),
  '/api/admin/staff/:id/close': async ({ accountId }, request) => {
    await deps.host.closeStaff(accountId, pathOf(request, onePath).id)
    return undefined
  },
  '/api/admin/deliveries/:id/retry': async ({ accountId }, request) => {
    await deps.host.retryDelivery(accountId, pathOf(request, onePath).id)
    return undefined
  },
  '/api/admin/arrivals/retry': async ({ accountId }, request) => {
    await deps.host.retryArrival(accountId, bodyOf(request, arrivalBody))
    return undefined
  },
  '/api/admin/demo/end': async ({ accountId }) => {
    if (!deps.site.demo) throw new RefusalError('not_found')
    const { link } = await deps.host.endDemo(accountId)
    deps.site.demo = false
    hub.reloadAll()
    return { link }
  },
})

/** What the administrator's page asks and does; nobody without the role comes past the door. */
export const adminRoutes =
  (deps: WebDeps, hub: Hub): FastifyPluginCallback =>
  (fastify, _, done) => {
    const { member } = createDoors(deps)
    for (const [address, ask] of Object.entries({ ...questionsOf(deps), ...mailQuestions(deps) }))
      fastify.get(
        address,
        member(async (asker, request) => {
          needRole(asker.member, 'administrator')
          return ask(asker, request)
        }),
      )
    for (const [address, act] of Object.entries({ ...actsOf(deps, hub), ...mailActs(deps) }))
      fastify.post(
        address,
        member(async (asker, request, reply) => {
          needRole(asker.member, 'administrator')
          return (await act(asker, request)) ?? reply.code(204).send()
        }),
      )
    done()
  }
