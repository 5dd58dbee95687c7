import type { ReadMail } from './mail.ts'
import { keptId } from './message-ids.ts'

/** What of a mail tells whether somebody wrote it. */
export type Judged = Pick<
  ReadMail,
  | 'messageId'
  | 'inReplyTo'
  | 'references'
  | 'from'
  | 'subject'
  | 'signs'
  | 'headers'
  | 'text'
  | 'reports'
  | 'attachments'
>

export type BounceReason =
  | 'no_such_address'
  | 'no_such_domain'
  | 'mailbox_full'
  | 'too_large'
  | 'refused'
  | 'not_yet'
  | 'unknown'

export interface Bounce {
  /** Whom the mail did not reach; undefined where the bounce does not say. */
  recipient: string | undefined
  reason: BounceReason
  /** The server's own words on one line; '' where there are none. */
  said: string
  /** False where the server still tries. */
  final: boolean
  /** The Message-ID of the mail that came back, with angle brackets. */
  about: string | undefined
}

const daemon =
  /^(?:mailer[-_]?daemon|postmaster\d*|mail-daemon|mail-?system|microsoftexchange\w*|mdaemon|bounces?)$/i
/** Programs send from these too, of mails and of parcels. */
const robots = /^(?:system|mailer|bounces?(?:[-+].*)?)$/i
const ofMail = /退信|邮件|郵件|mail|undeliver|message/i
const daemonSubject =
  /退信|退件|退回|未送达|未傳遞|(?:无法|無法|未能)(?:成功)?(?:送达|送達|投递|投遞|传递|傳遞)|投递失败|发送失败|(?:投递|传送|傳遞)(?:状态|狀態|延迟)|could not be delivered|delivery notification|undeliver|returned mail|failure notice|delivery (?:status|failure|has failed)|delivery failed|delayed/i
/** Subjects no person writes. */
const plainSubject =
  /^(?:系统退信(?:\s*[/／:：(（—-].*)?|来自\S+的退信.*|Undelivered Mail Returned to Sender|Delivery Status Notification \(.*|Mail delivery failed.*)$/i
const looked = 8_000

/** Reasons by the words of servers in Chinese and English; the first that fits. */
const reasons: [RegExp, BounceReason][] = [
  [
    /域名不存在|找不到域|name service error|domain (?:name )?not found|no such domain|host unknown|unrouteable|\b5\.1\.2\b|NXDOMAIN/i,
    'no_such_domain',
  ],
  [
    /已满|空间不足|容量不足|超出配额|quota|mailbox (?:is )?full|over ?quota|insufficient storage|\b[45]\.2\.2\b/i,
    'mailbox_full',
  ],
  [/过大|大小超过|超过.{0,6}大小|message size|too large|size limit|\b5\.3\.4\b|\b5\.2\.3\b/i, 'too_large'],
  [
    /不存在|无此用户|没有此用户|地址错误|查无此人|已停用|被禁用|user unknown|unknown user|no such user|mailbox (?:not found|unavailable)|does ?n[o']t exist|invalid recipient|recipient (?:address )?rejected|\b5\.1\.[01]\b/i,
    'no_such_address',
  ],
  [
    /垃圾|拒收|拒绝|黑名单|频率|反垃圾|SPM|spam|blocked|block ?list|blacklist|policy|rejected|denied|SPF|DKIM|DMARC|\b5\.7\.\d+\b/i,
    'refused',
  ],
  [/稍后|重试|延迟|暂时|try again|will (?:be )?retr|delayed|timed out|temporar|\b4\.\d\.\d\b/i, 'not_yet'],
]

/** Why, to whom and about which of our mails: of a bounce; undefined for any other mail. */
export function bounceOf(mail: Judged, own: readonly string[]): Bounce | undefined {
  if (!isBounce(mail)) return undefined
  const status = fieldsOf(mail)
  const text = mail.text.slice(0, looked)
  const said = status.diagnostic || (/\b[45]\d\d[ -][^\n]{3,300}/.exec(text)?.[0] ?? '').trim()
  const words = `${said} ${status.status} ${status.diagnostic ? '' : text}`
  const late = /^delayed/i.test(status.action)
  return {
    recipient:
      status.recipient || mail.signs.failedRecipients.split(',')[0]?.trim() || recipientIn(text, own),
    reason: late ? 'not_yet' : (reasons.find(([pattern]) => pattern.test(words))?.[1] ?? 'unknown'),
    said,
    final: !late,
    about: aboutOf(mail),
  }
}

/** Whether somebody seems to have written it: customers tell us of their bounces, too. */
export function isPersonal({ signs, from }: Judged): boolean {
  const local = from.address.split('@')[0] ?? ''
  return (
    signs.contentType !== 'multipart/report' &&
    signs.failedRecipients === '' &&
    signs.returnPath !== '<>' &&
    !/^\s*auto-/i.test(signs.autoSubmitted) &&
    !daemon.test(local) &&
    local !== ''
  )
}

function isBounce(mail: Judged): boolean {
  const { signs, subject } = mail
  const title = subject.trim()
  const local = mail.from.address.split('@')[0] ?? ''
  if (signs.reportType === 'delivery-status' || (signs.contentType === 'multipart/report' && hasStatus(mail)))
    return !/^(?:delivered|relayed|expanded)/i.test(fieldsOf(mail).action)
  if (
    signs.failedRecipients !== '' ||
    (plainSubject.test(title) && (robots.test(local) || !isPersonal(mail)))
  )
    return true
  if (!daemonSubject.test(title)) return false
  if (signs.returnPath === '<>' || (daemon.test(local) && !robots.test(local))) return true
  return robots.test(local) && ofMail.test(title)
}

/** A report of a delivery whose header forgets to say so. */
const hasStatus = ({ reports }: Judged): boolean =>
  reports.some(({ mediaType }) => mediaType.endsWith('delivery-status'))

/** The fields of the report's recipient that failed, or else the first. */
function fieldsOf({ reports }: Judged) {
  const report = reports.find(({ mediaType }) => mediaType.endsWith('delivery-status'))?.text ?? ''
  const blocks = report
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n[ \t]*\n/)
  const mentioned = blocks.filter((block) => /^(?:final|original)-recipient:/im.test(block))
  const block = mentioned.find((one) => /^action: *failed/im.test(one)) ?? mentioned[0] ?? report
  const field = (name: string): string =>
    (new RegExp(`^${name}:(.*)$`, 'im').exec(block)?.[1] ?? '')
      .replace(/^\s*(?:rfc822|smtp|utf-8|x-\w+)\s*;/i, '')
      .trim()
  const recipient = (field('final-recipient') || field('original-recipient'))
    .replace(/[<>]/g, '')
    .toLowerCase()
  return { recipient, action: field('action'), status: field('status'), diagnostic: field('diagnostic-code') }
}

function recipientIn(text: string, own: readonly string[]): string | undefined {
  const ours = own.map((address) => address.toLowerCase())
  for (const [found] of text.matchAll(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/g)) {
    const address = found.toLowerCase()
    const local = address.split('@')[0] ?? ''
    if (!ours.includes(address) && !daemon.test(local)) return address
  }
  return undefined
}

/** The head of the mail that came back is a report's part or a file. */
function aboutOf({ reports, attachments, inReplyTo }: Judged): string | undefined {
  const parts = reports.filter(({ mediaType }) => !mediaType.endsWith('status')).map(({ text }) => text)
  for (const { mediaType, content } of attachments)
    if (/^message\/rfc822|rfc822-headers$/.test(mediaType))
      parts.push(new TextDecoder().decode(content.subarray(0, 32_768)))
  for (const part of parts) {
    const id = keptId(/^message-id:\s*(<[^<>\s]{1,900}>)/im.exec(part)?.[1])
    if (id !== undefined) return id
  }
  return keptId(inReplyTo)
}
