import { messageOf } from '../../../lib/errors.ts'
import type { OpenDeps } from '../deps.ts'
import type { Item } from './item.ts'
import { msgidFor } from './msgid.ts'

/** https://developer.work.weixin.qq.com/document/path/95122 */
const openMs = 20_000

/** Greets a customer who comes in, while WeCom lets us: within 20 seconds, where it gave a code. */
export async function welcome(deps: OpenDeps, { msgid, send_time, event }: Item): Promise<void> {
  const { api, now, translate, site, log } = deps
  const code = event?.welcome_code ?? ''
  if (code === '' || now().getTime() - send_time * 1000 > openMs) return
  const { locale, name } = site.company
  const content = translate(locale, 'wecom.kf.welcome', { company: name[locale], hours: site.hours })
  await api
    .post('kf/send_msg_on_event', { code, msgid: msgidFor(msgid), msgtype: 'text', text: { content } })
    .catch((error: unknown) => log.warn({ error: messageOf(error) }, 'wecom: a customer was not welcomed'))
}
