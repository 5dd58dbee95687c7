import { createHmac, timingSafeEqual } from 'node:crypto'

/** A contact that the company's own site or app vouches for, because its customer has signed in there. */
export type SceneContact = { email: string } | { mobile: string }

const form = /^([em]):([^:]{3,90}):(\d{10}):([\w-]{22})$/
/** A link is good for an hour at most, however long its maker thought. */
const longestMs = 3_600_000

/**
 * Reads the scene_param of a link to 微信客服 that the company's site or app made: `e:<address>:<until>:<mac>` or
 * `m:<number>:<until>:<mac>`, until in seconds, the mac the first 22 characters (base64url) of an HMAC-SHA256 over what
 * stands before it. `undefined` for anything else, and for one that is over. `id` is the link's own: it counts once.
 */
export function readScene(
  key: string | undefined,
  param: string,
  at: Date,
): { contact: SceneContact; id: string } | undefined {
  const [, kind, value = '', until = '', mac = ''] = form.exec(decoded(param)) ?? []
  if (key === undefined || kind === undefined) return undefined
  const expected = createHmac('sha256', key)
    .update(`${kind}:${value}:${until}`)
    .digest('base64url')
    .slice(0, 22)
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(mac))) return undefined
  const leftMs = Number(until) * 1000 - at.getTime()
  if (leftMs < 0 || leftMs > longestMs) return undefined
  return { contact: kind === 'e' ? { email: value } : { mobile: value }, id: mac }
}

function decoded(param: string): string {
  try {
    return decodeURIComponent(param)
  } catch {
    return param
  }
}
