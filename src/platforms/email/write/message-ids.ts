import { domainOf } from '../domain.ts'
import type { Letter } from './letter.ts'

/** Longer ones would not fit a line (RFC 5322, 2.1.1: 998). */
const longest = 900
const newest = 15

/** The domain of an address as Message-IDs and greetings spell it. */
export const ownDomain = (address: string): string => domainOf(address) || 'localhost'

/**
 * The Message-ID of a delivery: the same however often it is tried. What came back and is sent anew has another one,
 * with its `edition` in it, as servers leave out what they know by its id.
 */
export const messageIdOf = (
  { delivery, edition }: { delivery: string; edition: number },
  thread: string,
  address: string,
): string => `<${delivery}${edition === 1 ? '' : `.${edition}`}.${thread}@${ownDomain(address)}>`

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const ours = new RegExp(`^<(${uuid})(?:\\.\\d{1,9})?\\.(${uuid})@`)

/** The delivery and the thread that a Message-ID of ours names, whichever edition; undefined for any other id. */
export function deliveryIn(messageId: string): { delivery: string; thread: string } | undefined {
  const [, delivery, thread] = ours.exec(messageId) ?? []
  return delivery === undefined || thread === undefined ? undefined : { delivery, thread }
}

/** What the mail answers, and the way there: the first mail of the thread and the newest; the answered one last. */
export function ancestry(ids: Letter['ids'], own: string): { inReplyTo?: string; references?: string[] } {
  const usable = ids.filter(
    ({ messageId }) => /^<[\x21-\x3b\x3d\x3f-\x7e]+>$/.test(messageId) && messageId.length <= longest,
  )
  const chain = usable.map(({ messageId }) => messageId).filter((id) => id !== own)
  const answered = usable.findLast(({ outbound }) => !outbound)?.messageId
  if (chain.length === 0) return {}
  const ordered = answered === undefined ? chain : [...chain.filter((id) => id !== answered), answered]
  const references =
    ordered.length > newest + 1 ? [...ordered.slice(0, 1), ...ordered.slice(-newest)] : ordered
  return { references, ...(answered === undefined ? {} : { inReplyTo: answered }) }
}
