import { type Locale, localeOf } from '../../lib/i18n.ts'
import type { Refusal } from './api.ts'
import type { WebDeps } from './deps.ts'
import type { RefusalError } from './refusal.ts'

/** A request as far as we look at it: fastify's and the webhook's both fit. */
export interface Asked {
  method: string
  url: string
  headers: Record<string, string | string[] | undefined>
  ip: string
}

/** A header's value; the first one when it came twice. */
export function headerOf(asked: Asked, name: string): string | undefined {
  const value = asked.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** A value of the query string. */
export const queryOf = (asked: Asked, name: string): string | undefined =>
  new URLSearchParams(asked.url.split('?')[1] ?? '').get(name) ?? undefined

const spoken = new WeakMap<Asked, Locale>()

/** From now on this request is answered in the language of whoever sent it. */
export const speak = (asked: Asked, locale: Locale): void => void spoken.set(asked, locale)

/** The language to answer in: the sender's once known, else what the browser asks for. */
export const localeFor = (asked: Asked): Locale =>
  spoken.get(asked) ?? localeOf(headerOf(asked, 'accept-language'))

/** A refusal as JSON in the asker's language. */
export const refusalFor = (deps: WebDeps, asked: Asked, error: RefusalError): Refusal => ({
  error: error.code,
  message: deps.translate(localeFor(asked), `web.server.refusal.${error.code}`, error.values),
})
