import type { HeaderBlock } from './older-mail.ts'
import type { Sender } from './signature.ts'

/** What else is known of the mail; the subject tells an answer from a forwarded mail. */
export interface AboutMail {
  subject?: string | undefined
  /** A mail that names the one it answers is an answer whatever its subject. */
  inReplyTo?: string | undefined
  references?: readonly string[]
  from?: Sender | undefined
  /** Whom it is written to: us. */
  to?: readonly { address: string }[]
}

const tags = '^\\s*(?:[[【(（<《*]{1,3}[^\\]】)）>》*]{0,20}[\\]】)）>》*]{1,3}\\s*){0,5}'
const replySubject = new RegExp(
  `${tags}(?:re|aw|sv|antw|回复|回復|回覆|答复|答覆|回信|返信)\\s*(?:[[(^]\\d{1,3}[\\])]?)?\\s*[:：]`,
  'i',
)
const forwardSubject = new RegExp(`${tags}(?:fwd?|wg|转发|轉發|轉寄|转寄|転送)\\s*[:：]`, 'i')

/** An answer, a forwarded mail or neither; undefined where nothing is known. */
export function kindOf({
  subject,
  inReplyTo,
  references,
}: AboutMail): 'answer' | 'forwarded' | 'neither' | undefined {
  if (subject === undefined) return undefined
  if (forwardSubject.test(subject)) return 'forwarded'
  if (replySubject.test(subject) || inReplyTo !== undefined || (references ?? []).length > 0) return 'answer'
  return 'neither'
}

/** Whether an older mail's head names as its sender the only one this mail is written to; of several, some are not us. */
export function isFromUs({ from }: HeaderBlock, { to }: AboutMail): boolean {
  const [us, ...others] = to ?? []
  const address = us?.address.toLowerCase() ?? ''
  return address !== '' && others.length === 0 && from.toLowerCase().includes(address)
}

/** Whether a head names a sender of another house: it is shown to us, not answered. */
export function isFromOthers({ from }: HeaderBlock, { to }: AboutMail): boolean {
  const house = /@([^\s<>;,"]{1,200})/.exec(from)?.[1]?.toLowerCase()
  const ours = (to ?? []).map(({ address }) => address.split('@')[1]?.toLowerCase())
  return house !== undefined && ours.length > 0 && !ours.includes(house)
}
