import { findPersonal } from '../language/personal/mask.ts'
import type { Inbound } from '../platforms/platform.ts'

/** What stands where a secret was. */
const hidden = '******'
const secret = new Set(['secret', 'bank_card'])

/** A text without passwords, codes and card numbers; the same text where there are none. */
export function hideSecrets(text: string): string {
  let out = ''
  let at = 0
  for (const span of findPersonal(text, { likely: false })) {
    if (!secret.has(span.type)) continue
    out += text.slice(at, span.start) + hidden
    at = span.end
  }
  return at === 0 ? text : out + text.slice(at)
}

/** What came in as it may be kept: nobody needs a customer's secrets, so they are recorded nowhere. */
export function withoutSecrets(inbound: Inbound): Inbound {
  if (inbound.kind === 'note') return { ...inbound, text: hideSecrets(inbound.text) }
  if (inbound.kind !== 'message') return inbound
  const { subject } = inbound
  const text = hideSecrets(inbound.text)
  const heading = subject === undefined ? undefined : hideSecrets(subject)
  if (text === inbound.text && heading === subject) return inbound
  return { ...inbound, text, ...(heading === undefined ? {} : { subject: heading }), secretsHidden: true }
}
