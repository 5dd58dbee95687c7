import { createCipheriv, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMedia } from '../../../../src/platforms/wecom/bot/media.ts'
import { type BotDesk, cardIn, createBotDesk, group, until } from '../../../support/wecom/bot-desk.ts'
import { type BotServer, startBotServer } from '../../../support/wecom/bot-server.ts'

const key = randomBytes(32)
const seal = (bytes: Buffer): Buffer => {
  const padding = 32 - (bytes.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(Buffer.concat([bytes, Buffer.alloc(padding, padding)])),
    cipher.final(),
  ])
}
const aesKey = key.toString('base64')
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('what was sealed opens, and what was changed does not', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(openMedia(seal(Buffer.from(bytes)), aesKey)).toEqual(Buffer.from(bytes))
    }),
  )
  const changed = seal(Buffer.alloc(40))
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  expect(() => openMedia(changed, aesKey)).toThrow()
  expect(() => openMedia(seal(png), 'short')).toThrow()
})

describe('pictures beside typed words', () => {
  let files: Server
  let server: BotServer
  let desk: BotDesk
  let sealed = seal(png)
  beforeEach(async () => {
    sealed = seal(png)
    files = createServer((_, response) => response.end(sealed))
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
    server = await startBotServer()
    desk = await createBotDesk(server)
    await until(() => server.connected() === 1, 'connected')
    server.writes('wc-K001', '/帮助', { group })
    await desk.says('小何', '打印机卡纸了')
    await until(() => cardIn(server, '建议回复'), 'the suggestion')
  })
  afterEach(async () => {
    await desk.close()
    await server.close()
    await new Promise((resolve) => files.close(resolve))
  })

  const writes = (text: string): void => {
    const url = `http://127.0.0.1:${(files.address() as AddressInfo).port}/1`
    const items = [
      { msgtype: 'text', text: { content: `@客服台 ${text}` } },
      { msgtype: 'image', image: { url, aeskey: aesKey } },
    ]
    const place = {
      msgid: 'mixed',
      aibotid: 'B',
      chatid: group,
      chattype: 'group',
      from: { userid: 'wc-K001' },
    }
    const body = { ...place, msgtype: 'mixed', mixed: { msg_item: items } }
    server.sends({ cmd: 'aibot_msg_callback', headers: { req_id: 'Rmixed' }, body })
  }
  const words = '请打开后盖取出卡住的纸，再合上试一次；还不行请告诉我，我今天 18:00 前回复您。'

  test('go with the reply', async () => {
    const before = desk.heardBy('小何').length
    writes(`改：${words}`)
    await until(() => desk.heardBy('小何').length > before, 'the reply')
    const { payload } = await desk.db.delivery.findFirstOrThrow({
      where: { audience: 'customer' },
      orderBy: { seq: 'desc' },
    })
    const { attachments } = payload as unknown as { attachments: { ref: string; mediaType: string }[] }
    expect(attachments).toMatchObject([{ mediaType: 'image/png' }])
    expect((await desk.bot.openFile?.(attachments[0]?.ref ?? ''))?.bytes).toEqual(png)
  })

  test('go with a reply that the check kept back, too', async () => {
    writes('改：非常抱歉，我们赔偿您 800 元，今天 18:00 前到账。')
    const again = await until(
      () => server.seen.find(({ card }) => JSON.stringify(card ?? '').includes('again:release'))?.card,
      'the way',
    )
    server.presses('wc-K001', again.task_id, 'again:release', { group })
    await expect
      .poll(async () => (await desk.db.release.findFirst())?.attachments, { timeout: 10_000 })
      .toMatchObject([{ mediaType: 'image/png' }])
  })

  test('one that is no picture: nothing is sent', async () => {
    sealed = seal(Buffer.from('<script>alert(1)</script>'))
    const before = desk.heardBy('小何').length
    writes(`改：${words}`)
    await until(() => server.seen.some(({ markdown }) => markdown?.includes('什么都没有发送')), 'told')
    expect(desk.heardBy('小何')).toHaveLength(before)
  })
})
