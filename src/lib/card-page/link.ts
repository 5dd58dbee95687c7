import { createHash } from 'node:crypto'
import { ConfigError } from '../errors.ts'
import type { Locale } from '../i18n.ts'
import { keyFor, seal, unseal } from '../seal.ts'

/** A press that one account may make from a page: which card's button, and where the card stands. */
export interface CardPress {
  platform: string
  /** Whose press it is. */
  by: string
  /** The address the card was sent to. */
  to: string
  card: { key: string; revision: number }
  action: string
  locale: Locale
}

/** A link as it was opened. */
export interface CardLink extends CardPress {
  /** The press's own id: whatever is posted with this link is this one press. */
  id: string
  until: Date
}

/** How long a link works. */
export const linkHours = 2

const longestToken = 4_000

type Sealed = [...said: (string | number)[], id: string, attempt: number]

/** A token that stands in a URL: sealed, so that it tells nothing, and works for two hours from `now`. */
export const createCardLink = (key: Buffer, press: CardPress, now: Date): string =>
  sealed(key, press, new Date(now.getTime() + linkHours * 3_600_000), ['', 0])

/**
 * The token for a card as it is now shown: `again` for whoever was refused, who gets a further attempt only then, so
 * that of all attempts of a link one acts at most. The same attempt however often it is asked for.
 */
export function followingLink(key: Buffer, link: CardLink, revision: number, again: boolean): string {
  const [id = '', attempt = '0'] = link.id.split(':')
  const press = { ...link, card: { ...link.card, revision } }
  return sealed(key, press, link.until, [id, Number(attempt) + (again ? 1 : 0)])
}

/** What a token of this platform says; `expired` when it was one, undefined when it never was. */
export function readCardLink(
  key: Buffer,
  platform: string,
  token: string,
  now: Date,
): CardLink | 'expired' | undefined {
  const opened = open(purpose(key, platform), token)
  if (!opened) return undefined
  const [by, to, cardKey, revision, action, locale, seconds, given, attempt] = opened as [
    string,
    string,
    string,
    number,
    string,
    Locale,
    number,
    string,
    number,
  ]
  const until = new Date(seconds * 1000)
  if (until <= now) return 'expired'
  // Base64 has several spellings for the same bytes: a press is known by the bytes.
  const id = given || createHash('sha256').update(Buffer.from(token, 'base64url')).digest('hex').slice(0, 40)
  return { platform, by, to, card: { key: cardKey, revision }, action, locale, until, id: `${id}:${attempt}` }
}

function open(key: Buffer, token: string): unknown {
  if (token.length > longestToken) return undefined
  try {
    return unseal(key, token)
  } catch (error) {
    if (error instanceof ConfigError) return undefined
    throw error
  }
}

function sealed(key: Buffer, press: CardPress, until: Date, attempt: [id: string, attempt: number]): string {
  const { platform, by, to, card, action, locale } = press
  const said: Sealed = [
    by,
    to,
    card.key,
    card.revision,
    action,
    locale,
    Math.ceil(until.getTime() / 1000),
    ...attempt,
  ]
  return seal(purpose(key, platform), said)
}

const purpose = (key: Buffer, platform: string): Buffer => keyFor(key, `card page of ${platform}`)
