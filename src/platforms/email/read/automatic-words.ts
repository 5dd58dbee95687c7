import type { Judged } from './bounce.ts'
import { newWords } from './new-words.ts'

/** Titles of programs that answer, in the words of mail systems. */
const answers =
  '(?:自动|自動)(?:回复|回覆|回復|答复|答覆|答復|応答)|(?:假期|休假|出差|离职|離職)(?:自动|自動)(?:回复|回覆|回復|答复|答覆)|外出时的自动答复|automatic (?:reply|response)|auto(?:matic)?[- ]?(?:reply|response|responder)|out of (?:the )?office(?: auto-?reply| reply)?|vacation (?:reply|response|auto-?reply)|abwesenheitsnotiz|automatische antwort|réponse automatique|respuesta automática|risposta automatica'
const title = new RegExp(`^[[【(（]?\\s{0,3}(?:${answers})\\s{0,3}(?:[\\]】)）]|[:：]|re:|$|-)`, 'i')
const away =
  /^(?:auto: )?(?!my\b)[^,，:：]{1,40} (?:is|will be) out of (?:the |my )?office(?: ?[(（][^)）]{1,60}[)）])?\.?$/i
/** What begins so is a program's only in answer to us. */
const inThread =
  /^(?:auto|自动|自動|外出|不在(?:办公室|辦公室))\s?[:：]|^(?:自动|自動)(?:应答|應答)[:：]|^auto(?:matic)?[- ]?answer[:：]/i
/** 自动回复：怎么设置？ is somebody's matter. */
const asks =
  /怎么|怎样|如何|答非所问|要求|投诉|人工|机器人|设置|設定|为什么|为何|不成功|失败|无法|没有|不了|什么|吗|[?？]|\b(?:how|why|what|when|not|cannot)\b/i
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
  const last = name === undefined ? '' : behind.replace(/^\S{1,20}\s/, '')
  const found = [said, behind, last].find((one) => title.test(one))
  if (found === undefined)
    return (away.test(said) && (isThread || /^auto:/i.test(said))) || (isThread && inThread.test(said))
  const rest = found.replace(title, '')
  return answered.test(rest) || !asks.test(rest)
}

const holiday =
  /^(?:这是|這是)?来自QQ邮箱的(?:假期)?自动回复邮件|^这是一封自动回复|^[【[(（]\s?(?:系统)?(?:自动|自動)(?:回复|答复|回覆)\s?[】\])）]|(?:^|[，,。；;！!（(\s])(?:此|本|该|这|這)封?(?:邮件|郵件|来信|信件)(?:是|为|為|由)(?:一封)?(?:由)?(?:我们)?(?:的)?(?:系统|系統)?(?:自动|自動)(?:回复|答复|发送|发出|生成|回覆|發送)|^This is an (?:automatic|auto(?:mated)?)[- ]?(?:vacation |e-?mail )?(?:reply|response|message)/i
const nobody =
  /^(?:(?:no[-_.]?_?reply|do[-_.]?not[-_.]?reply|noreply\w*)(?:[-_.+].*)?|system|notif(?:y|ications?|ier)?|alerts?|service-?noreply)$/i
const doNotAnswer =
  /(?:请勿|请不要)(?:直接)?(?:回复|答复)|不要(?:直接)?(?:回复|答复)(?:本|此|该)|系统自动(?:发送|发出|生成)|do not (?:directly )?reply/i
/** 这是一封自动回复，我要找真人: nobody's notice says so. */
const complains =
  /[?？吗]|怎么|为什么|转人工|真人|投诉|不对|不满|错了|里说|已经过|都第|第.天|还没|我要(?!为)|我找|\b(?:but|still|why|nobody|real person|human)\b/i
const firstLines = 4
const looked = 4_000

/** What only a program says, in its first lines; what somebody quotes or asks about does not count. */
export function wordedAutomatic(mail: Judged): boolean {
  const text = mail.text.slice(0, looked)
  if (!holiday.test(text) && !lines(text).some((line) => holiday.test(line)) && !doNotAnswer.test(text))
    return false
  const begun = lines(newWords(text, mail))
  const isNotice = begun.slice(0, firstLines).some((line) => holiday.test(line))
  if (isNotice && !complains.test(begun.slice(0, 12).join('\n'))) return true
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
