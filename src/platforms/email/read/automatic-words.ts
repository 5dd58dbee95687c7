import type { Judged } from './bounce.ts'
import { newWords } from './new-words.ts'

/** Titles of programs that answer, in the words of mail systems. */
const answers =
  '(?:自动|自動)(?:回复|回覆|回復|答复|答覆|答復|应答|應答|応答)|(?:假期|休假|出差|离职|離職)(?:自动|自動)(?:回复|回覆|回復|答复|答覆)|外出时的自动答复|外出(?=[:：])|不在(?:办公室|辦公室)|automatic (?:reply|response)|auto(?:matic)?[- ]?(?:reply|response|responder|answer)|out of (?:the )?office(?: auto-?reply| reply)?|vacation (?:reply|response|auto-?reply)|abwesenheitsnotiz|automatische antwort|réponse automatique|respuesta automática|risposta automatica'
const title = new RegExp(`^[[【(（]?\\s{0,3}(?:${answers})\\s{0,3}(?:[\\]】)）]|[:：]|re:|$|-)`, 'i')
const away = /^(?:auto: )?.{1,60} (?:is|will be) out of (?:the |my )?office\b[^?？]{0,60}$/i
const answering = /^(?:auto|自动|自動)\s?[:：]/i
/** 自动回复：怎么设置？ is somebody's matter. */
const asks =
  /怎么|怎样|如何|设置|設定|为什么|为何|不成功|失败|无法|没有|不了|什么|吗|[?？]|\b(?:how|why|what|when|not|cannot)\b/i
const answered = /^\s?(?:re|fw|回复|回覆|答复|答覆|转发)\s?[:：]/i

/** 自动回复：…, behind the sender's name too. Where nothing shows that it answers, what asks about such replies is a person's. */
export function repliesByItself({ subject, from, inReplyTo, references }: Judged): boolean {
  const said = subject.trim()
  const isThread = inReplyTo !== undefined || references.length > 0
  const name = [from.name.trim(), from.address.split('@')[0] ?? ''].find(
    (one) => one !== '' && said.startsWith(one),
  )
  const behind = said.slice(name?.length ?? 0).replace(/^\s{0,3}(?:的|[-—–:：])?\s{0,3}/, '')
  // 大河物流-接单组 自动回复：…: a longer name than the one the mail is sent with.
  const last = isThread ? /(?:^|\s)(\S{1,40}[:：].{0,200})$/.exec(said)?.[1] : undefined
  const found = [said, behind, last ?? ''].find((one) => title.test(one))
  if (found === undefined) return away.test(said) || (answering.test(said) && isThread)
  const rest = found.replace(title, '')
  return isThread || answered.test(rest) || !asks.test(rest)
}

const holiday =
  /^(?:这是|這是)?来自QQ邮箱的(?:假期)?自动回复邮件|^这是一封自动回复|^[【[(（]\s?(?:系统)?(?:自动|自動)(?:回复|答复|回覆)\s?[】\])）]|(?:^|[，,。；;！!（(\s])(?:此|本|该|这|這)封?(?:邮件|郵件|来信|信件)(?:是|为|為|由)(?:一封)?(?:由)?(?:我们)?(?:的)?(?:系统|系統)?(?:自动|自動)(?:回复|答复|发送|发出|生成|回覆|發送)|^This is an (?:automatic|auto(?:mated)?)[- ]?(?:vacation |e-?mail )?(?:reply|response|message)/i
const nobody =
  /^(?:no[-_.]?_?reply|do[-_.]?not[-_.]?reply|noreply\w*|system|notif\w*|alert\w*|service-?noreply)(?:[-_.+].*)?$/i
const doNotAnswer =
  /(?:请勿|请不要|不要)(?:直接)?(?:回复|答复)|系统自动(?:发送|发出|生成)|do not (?:directly )?reply/i
const firstLines = 4
const looked = 4_000

/** What only a program says, in its first lines; what somebody quotes or asks about does not count. */
export function wordedAutomatic(mail: Judged): boolean {
  const text = mail.text.slice(0, looked)
  if (!holiday.test(text) && !lines(text).some((line) => holiday.test(line)) && !doNotAnswer.test(text))
    return false
  const begun = lines(newWords(text, mail))
  if (begun.slice(0, firstLines).some((line) => holiday.test(line) && !/[?？吗]/.test(line))) return true
  return nobody.test(mail.from.address.split('@')[0] ?? '') && begun.some((line) => doNotAnswer.test(line))
}

/** 已接受：…: a calendar answers an invitation, and nobody wrote anything beside it. */
export const isReception = (mail: Judged): boolean =>
  mail.attachments.some(
    ({ mediaType, content }) =>
      mediaType === 'text/calendar' &&
      /^METHOD:REPLY/im.test(Buffer.from(content.subarray(0, 4000)).toString('latin1')),
  ) && newWords(mail.text, mail) === ''

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
