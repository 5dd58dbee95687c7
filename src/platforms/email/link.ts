import { createHmac, timingSafeEqual } from 'node:crypto'
import { keyFor } from '../../lib/seal.ts'

/** A press that a customer may make from a mail: which card's button, and with what. */
export interface AnswerLink {
  /** The mail thread the card was sent in: whose press it is. */
  thread: string
  card: { key: string; revision: number }
  action: string
  values: Record<string, string>
  until: Date
}

/** How long the links of a mail work. */
export const linkDays = 30

const longestToken = 4_000

/** A token that stands in a URL and says nothing but what was signed. */
export function signLink(key: Buffer, { thread, card, action, values, until }: AnswerLink): string {
  const said = [thread, card.key, card.revision, action, values, Math.ceil(until.getTime() / 1000)]
  const payload = Buffer.from(JSON.stringify(said), 'utf8').toString('base64url')
  return `${payload}.${signature(key, payload)}`
}

/** What a token says; `expired` when it was ours once, undefined when it never was. */
export function readLink(key: Buffer, token: string, now: Date): AnswerLink | 'expired' | undefined {
  const [payload = '', sign = '', ...more] = token.length <= longestToken ? token.split('.') : []
  if (more.length > 0 || !same(sign, signature(key, payload))) return undefined
  const [thread, cardKey, revision, action, values, seconds] = JSON.parse(
    Buffer.from(payload, 'base64url').toString('utf8'),
  ) as [string, string, number, string, Record<string, string>, number]
  const until = new Date(seconds * 1000)
  if (until <= now) return 'expired'
  return { thread, card: { key: cardKey, revision }, action, values, until }
}

const signature = (key: Buffer, payload: string): string =>
  createHmac('sha256', keyFor(key, 'answer link')).update(payload).digest('base64url')

/** Compared as spelt: base64 has several spellings for the same bytes, and a press is known by its token. */
function same(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
