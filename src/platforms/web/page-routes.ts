import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import { type Locale, localeOf } from '../../lib/i18n.ts'
import { localeFor, queryOf } from './asked.ts'
import { type Bundle, bundlePages, type PageName } from './bundle.ts'
import type { WebDeps } from './deps.ts'
import { embedScript } from './embed.ts'
import { mayBeSeat, pagePolicy } from './security.ts'
import { icon, nowhere, shell } from './shell.ts'

const yearSeconds = 365 * 24 * 60 * 60

/** The pages, built once when the server starts, and their files. */
export const pageRoutes =
  (deps: WebDeps): FastifyPluginCallback =>
  (fastify, _, done) => {
    const bundle = bundlePages(deps.site.pages)
    const page = (address: string, name: PageName): void => {
      fastify.get(address, async (request, reply) => {
        if (name === 'demo' && !deps.site.demo) return reply.callNotFound()
        return sendPage(deps, { request, reply }, { name, bundle })
      })
    }
    page('/chat', 'chat')
    page('/desk', 'desk')
    page('/demo', 'demo')
    page('/admin', 'admin')
    page('/sign-in', 'sign-in')
    // Looking at a link does not use it up: whoever previews it in a chat would.
    page('/sign-in/:token', 'sign-in')
    fastify.get('/', async (_request, reply) => reply.redirect(deps.site.demo ? '/demo' : '/desk'))
    fastify.get('/assets/:name', async (request, reply) => {
      const asset = bundle.assets.get(request.url.split('?')[0] ?? '')
      if (!asset) return reply.callNotFound()
      return reply
        .headers({
          'content-type': asset.mediaType,
          'cache-control': `public, max-age=${yearSeconds}, immutable`,
        })
        .send(asset.body)
    })
    fastify.get('/icon.svg', async (_request, reply) =>
      reply.headers({ 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' }).send(icon),
    )
    fastify.get('/embed.js', async (request, reply) =>
      reply
        .headers({
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': 'public, max-age=3600',
          vary: 'accept-language',
          'cross-origin-resource-policy': 'cross-origin',
        })
        .send(embedScript(deps.translate, localeFor(request))),
    )
    done()
  }

/** The page that says there is nothing here. */
export const sendNowhere = (deps: WebDeps, request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  html(reply.code(404), pagePolicy(undefined, deps.site)).send(nowhere(deps.translate, pageLocale(request)))

function sendPage(
  deps: WebDeps,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  page: { name: PageName; bundle: Bundle },
): FastifyReply {
  html(reply, pagePolicy(page.name, deps.site))
  if (page.name === 'chat') reply.removeHeader('x-frame-options')
  if (mayBeSeat(page.name, deps.site)) reply.header('x-frame-options', 'SAMEORIGIN')
  return reply.send(
    shell(deps.translate, pageLocale(request), { ...page, timeZone: deps.site.company.timeZone }),
  )
}

const html = (reply: FastifyReply, policy: string): FastifyReply =>
  reply.headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-cache',
    vary: 'accept-language',
  })

const pageLocale = (request: FastifyRequest): Locale => {
  const wanted = queryOf(request, 'lang')
  return wanted === undefined ? localeFor(request) : localeOf(wanted)
}
