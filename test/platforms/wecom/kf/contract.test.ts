import type { Platform } from '../../../../src/platforms/platform.ts'
import { callbackRequest, echoRequest } from '../../../support/wecom/callback.ts'
import { openKfRoom } from '../../../support/wecom/kf-room.ts'
import { platformContract } from '../../contract.ts'

platformContract('wecom (微信客服)', async () => {
  const room = await openKfRoom()
  const { organisation, kf } = room
  const { kf: keys } = organisation.settings
  const customer = kf.customer('王女士')
  // A customer must have written before they can be written to.
  await room.takes(customer.says('你好', 'begins'))
  const ids = new Map<string, string>()
  // A callback only says that there is something: what it brought is what is read after it.
  const platform: Platform = {
    ...room.platform,
    async webhook(request) {
      const pulled = await room.brings(request)
      const id = ids.get(request.url)
      const own = pulled.filter(({ inbound }) => inbound.externalId === id)
      return {
        inbound: own.map(({ inbound }) => inbound),
        async respond(outcomes) {
          for (const [nth, one] of own.entries()) await one.answer?.(outcomes[nth] ?? { status: 'done' })
          return { status: 200, body: '' }
        },
      }
    },
  }
  const xml = (event: string): string =>
    `<xml><Event><![CDATA[${event}]]></Event><Token><![CDATA[t]]></Token><OpenKfId><![CDATA[${kf.openKfid}]]></OpenKfId></xml>`
  const seconds = Math.floor(organisation.clock.at.getTime() / 1000)
  const forgedWith = (change: object) =>
    callbackRequest(organisation, { path: 'kf', keys, xml: xml('kf_msg_or_event'), ...change })
  return {
    platform,
    customer: { platform: 'wecom', id: customer.conversation },
    says(text, id) {
      const request = customer.says(text, id)
      ids.set(request.url, id)
      return request
    },
    forged: () => [
      { ...forgedWith({}), url: '/webhooks/wecom/kf' },
      { ...forgedWith({}), body: forgedWith({}).body },
      forgedWith({ keys: { ...keys, token: 'another' } }),
      forgedWith({ corpId: 'another-company' }),
      forgedWith({ timestamp: seconds - 301 }),
      forgedWith({ timestamp: seconds + 301 }),
      { ...forgedWith({}), url: forgedWith({}).url.replace(/msg_signature=\w+/, 'msg_signature=') },
    ],
    empty: [
      echoRequest(organisation, { path: 'kf', keys }, '1616140317555161061'),
      callbackRequest(organisation, { path: 'kf', keys, xml: xml('kf_account_auth_change') }),
      kf.callback(),
    ],
    shown: async () =>
      customer.sees.map(({ msgid, text, file }) => ({
        externalId: msgid,
        // What is too long for five messages is a file.
        text: file ? file.bytes.toString() : text,
      })),
    wholeOf: async ({ text }) => text,
    close: () => room.close(),
  }
})
