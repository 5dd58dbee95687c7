import type { FastifyHelmetOptions } from '@fastify/helmet'
import type { PageName } from './bundle.ts'
import type { Site } from './deps.ts'

/** The headers every answer begins with: nothing may be loaded, framed or guessed; pages then open what they need. */
export const helmetOptions = (site: Site): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"] },
  },
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
  strictTransportSecurity: site.secureCookies
    ? { maxAge: 180 * 24 * 60 * 60, includeSubDomains: false }
    : false,
})

/** What a page may load: its own files, no inline script; only the chat may stand in a frame of another site. */
export function pagePolicy(page: PageName | undefined, site: Site): string {
  const framed = page === 'chat' ? '*' : mayBeSeat(page, site) ? "'self'" : "'none'"
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "font-src 'self'",
    "media-src 'self' blob:",
    "manifest-src 'self'",
    `frame-src ${page === 'demo' ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framed}`,
  ].join('; ')
}

/** The demonstration shows desks side by side, each in a frame of its own; one that is signed out asks there. */
export const mayBeSeat = (page: PageName | undefined, site: Site): boolean =>
  site.demo && (page === 'desk' || page === 'sign-in')
