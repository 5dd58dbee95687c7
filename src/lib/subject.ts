/** What mail programs put before a subject, in the languages of our customers: 回复：, Re[2]:, 答復: … */
const marks =
  /^(?:\s?(?:re|fwd?|aw|wg|sv|tr|回复|回復|回覆|答复|答復|答覆|转发|轉發|转寄|轉寄)\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|（\d{1,3}）)?\s?[:：])+/i

/** A subject on one line, without the marks of answers and forwardings before it; '' where nothing is left. */
export const withoutMarks = (subject: string): string =>
  subject.replaceAll(/\s+/g, ' ').trim().replace(marks, '').trim()
