import type { Reader } from '../../lib/instant.ts'
import type { Bounce } from './read/bounce.ts'

/** 邮件没有送达 wang@corp.com：没有这个邮箱 …; the server's own words in brackets, where it said any. */
export function phraseBounce(
  { locale, translate }: Pick<Reader, 'locale' | 'translate'>,
  { recipient = translate(locale, 'desk.bounce.someone'), reason, said, final }: Bounce,
): string {
  const words = { recipient, reason: translate(locale, `desk.bounce.reason.${reason}`) }
  const told = translate(locale, final ? 'desk.bounce.about' : 'desk.bounce.late', words)
  return said === '' ? told : `${told} [${said}]`
}
