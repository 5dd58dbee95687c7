import { withoutMarks } from '../lib/subject.ts'
import type { InboundMessage } from '../platforms/platform.ts'

/** Longer headings are cut: nobody reads them. */
const longest = 300

/** Headings that tell nothing of the matter. */
const empty =
  /^[\s【】[\]()（）:：,，.。!！?？~～\-—_*#…"“”'‘’、]*(?:(?:re|fwd?|hi|hello|help|question|inquiry|no subject|none|test|回复|转发|无|没有|无主题|没有主题|无标题|您好|你好|咨询|请教|求助|询问|问题|有问题|客服|联系客服|邮件|来信|在吗|新邮件|测试)[\s【】[\]()（）:：,，.。!！?？~～\-—_*#…"“”'‘’、]*)*$/i

/** What a message is headed with, on one line and without marks of answers; '' where it has no heading. */
export const headingOf = ({ subject = '' }: Pick<InboundMessage, 'subject'>): string =>
  Array.from(withoutMarks(subject.slice(0, 4 * longest)))
    .slice(0, longest)
    .join('')

/** Whether a heading tells anything of the matter: 咨询, 您好 and 无主题 do not. */
const tells = (heading: string): boolean => !empty.test(heading)

/** The words as they are kept and shown: 【heading】 on a line of its own above the text. */
export function withHeading(message: InboundMessage): string {
  const heading = headingOf(message)
  return [heading === '' ? '' : `【${heading}】`, message.text].filter((part) => part !== '').join('\n')
}

/** The words as they are understood: a heading that tells something the text does not, then the text; whatever heading there is where there is no text. */
export function readingOf(message: InboundMessage): string {
  const heading = headingOf(message)
  // 洗衣机漏水 above 洗衣机漏水了: said once, and no more alarming for it.
  const adds = tells(heading) && !message.text.includes(heading)
  const told = [adds ? heading : '', message.text].filter((part) => part !== '').join('\n')
  return told === '' ? heading : told
}
