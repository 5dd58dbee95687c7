import { cutTo, plainLine } from './plain-line.ts'

const mostCharacters = 120
const answered = /^(?:re|aw|sv|回复|回覆|答复|答覆)\s*(?:[[(（]\d+[\])）])?\s*[:：]\s*/i

/** `Re: <subject> [#TOKEN]` on one line; what answers stack in front and our own token never stand there twice. */
export function replySubject(subject: string, token: string, none: string): string {
  const sign = `[#${token}]`
  let bare = plainLine(subject.replaceAll(sign, ' '))
  while (answered.test(bare)) bare = bare.replace(answered, '')
  return `Re: ${cutTo(mostCharacters, bare.trim() || none)} ${sign}`
}
