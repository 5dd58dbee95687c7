import { domainOf, isPublic } from '../domain.ts'
import { bounceOf, type Judged } from './bounce.ts'

export type { Judged } from './bounce.ts'

export type Automatic = 'none' | 'auto_reply' | 'bounce' | 'list' | 'loop'

/** Set on everything we send; what comes back with it is ours. */
export const loopHeader = 'x-kefutai-loop'

/**
 * Whether a program sent the mail, by its headers (RFC 3834), its subject and its first words; `own` are the desk's
 * addresses. Only `none` is ever answered. `ours`: whether we sent it ourselves, of whoever knows that better than by
 * what others may write, too.
 */
export function automaticOf(mail: Judged, own: readonly string[], ours = seemsOurs(mail, own)): Automatic {
  const structured = mail.signs.contentType === 'multipart/report'
  if (structured && bounceOf(mail, own)) return 'bounce'
  if (ours) return 'loop'
  if (bounceOf(mail, own)) return 'bounce'
  if (structured || signedAutomatic(mail) || repliesByItself(mail) || wordedAutomatic(mail))
    return 'auto_reply'
  return isList(mail, own) ? 'list' : 'none'
}

/** The domains whose Message-IDs only we give. */
const ownDomains = (own: readonly string[]): string[] =>
  own.map(domainOf).filter((domain) => domain !== '' && !isPublic(domain))

function seemsOurs({ messageId = '', from, headers }: Judged, own: readonly string[]): boolean {
  const addresses = own.map((address) => address.toLowerCase())
  return (
    addresses.includes(from.address.toLowerCase()) ||
    ownDomains(own).includes(domainOf(messageId)) ||
    headers.some(
      ({ name, value }) =>
        name === loopHeader ||
        (name === 'x-loop' && addresses.some((one) => value.toLowerCase().includes(one))),
    )
  )
}

function signedAutomatic({ signs }: Judged): boolean {
  return (
    /^\s*auto-/i.test(signs.autoSubmitted) ||
    /\b(?:all|oof|autoreply)\b/i.test(signs.autoResponseSuppress) ||
    (signs.autoReply !== '' && !/^\s*(?:no|false|0)\b/i.test(signs.autoReply)) ||
    /auto.?reply/i.test(signs.precedence) ||
    signs.returnPath.replace(/\s/g, '') === '<>'
  )
}

const automaticSubject =
  /^[[【(（]?\s*(?:自动回复|自动答复|自動回覆|自動回復|自動答覆|假期自动回复|automatic (?:reply|response)|auto(?:matic)?[- ]?(?:reply|response|responder|answer)|out of (?:the )?office|abwesenheitsnotiz)\s*(?:[\]】)）]|[:：]|re:|$|-)/i

/** 自动回复：…, behind the sender's name too. */
function repliesByItself({ subject, from }: Judged): boolean {
  const title = subject.trim()
  if (automaticSubject.test(title)) return true
  const name = [from.name.trim(), from.address.split('@')[0] ?? ''].find(
    (one) => one !== '' && title.startsWith(one),
  )
  return (
    name !== undefined &&
    automaticSubject.test(title.slice(name.length).replace(/^\s*(?:的|[-—–:：])?\s*/, ''))
  )
}

const holiday =
  /^(?:这是|這是)?来自QQ邮箱的(?:假期)?自动回复邮件|^这是一封自动回复|^This is an (?:automatic|auto)[- ]?(?:vacation )?reply/i
const nobody = /^(?:no-?_?reply|do-?not-?reply|noreply\w*|system|notif\w*|alert\w*|service-?noreply)$/i
const doNotAnswer =
  /(?:请勿|请不要|不要)(?:直接)?(?:回复|答复)|系统自动(?:发送|发出|生成)|do not (?:directly )?reply/i
const firstLines = 4
const looked = 4_000

/** What only a program says, in its first lines; what somebody quotes does not count. */
function wordedAutomatic({ text, from }: Judged): boolean {
  const lines = text.slice(0, looked).split('\n')
  const begun = lines.map((line) => line.trim()).filter((line) => line !== '')
  if (begun.slice(0, firstLines).some((line) => holiday.test(line))) return true
  return nobody.test(from.address.split('@')[0] ?? '') && begun.some((line) => doNotAnswer.test(line))
}

const personsClient =
  /foxmail|outlook|thunderbird|apple mail|iphone|ipad|android|netease|coremail|qqmail|evolution|mailmaster|mutt|the bat|webmail/i

/** Mailing lists and mass mail; not what comes through a group of our own, nor a person's answer to us. */
function isList({ signs, headers, inReplyTo, references }: Judged, own: readonly string[]): boolean {
  const domains = ownDomains(own)
  const listed = own.map((address) => address.toLowerCase().replace('@', '.'))
  const id = /<?([^<>\s]*)>?\s*$/.exec(signs.listId.slice(-300))?.[1]?.toLowerCase() ?? ''
  if (listed.includes(id)) return false
  if ([inReplyTo ?? '', ...references].some((one) => domains.includes(domainOf(one)))) return false
  if (signs.listId !== '' || signs.listUnsubscribe !== '' || /^\s*list\b/i.test(signs.precedence)) return true
  const client = headers.some(
    ({ name, value }) => /^(?:x-mailer|user-agent)$/.test(name) && personsClient.test(value),
  )
  return /^\s*(?:bulk|junk)\b/i.test(signs.precedence) && !client
}
