import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MailSetupView } from '../../src/platforms/web/mail-api.ts'
import { mustSkip, openBrowser, picture } from '../support/browser.ts'
import { type Dovecot, lacksDovecot, startDovecot } from '../support/dovecot.ts'
import { type FakeSmtp, startFakeSmtp } from '../support/fake-smtp.ts'
import { written } from '../support/mailroom.ts'
import { type DeskProcess, freePort, startProcess } from '../support/process.ts'

const address = 'kefu@desk.example.cn'

describe.skipIf(mustSkip() || lacksDovecot())(
  'an administrator sets a mailbox up',
  { timeout: 60_000 },
  () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-mailbox-'))
    const faults: string[] = []
    let desk: DeskProcess
    let browser: Browser
    let page: Page
    let dovecot: Dovecot
    let smtp: FakeSmtp
    let carrying: NodeJS.Timeout

    beforeAll(async () => {
      dovecot = await startDovecot([address])
      dovecot.createFolder(address, '售后')
      smtp = await startFakeSmtp()
      const port = await freePort()
      const PUBLIC_URL = `http://127.0.0.1:${port}`
      desk = await startProcess({ PORT: String(port), KEFUTAI_DATA: dataDir, PUBLIC_URL })
      browser = await openBrowser()
      const context = await browser.newContext({
        viewport: { width: 1280, height: 1000 },
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
      })
      page = await context.newPage()
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (line) => line.type() === 'error' && faults.push(line.text()))
      await page.goto(/(http\S+\/sign-in\/\S+)/.exec(desk.said())?.[1] ?? '')
      await page.getByText('您已登录').waitFor()
      await page.goto(`${desk.url}/admin`)
      // The outgoing server's mail goes into the mailbox.
      let carried = 0
      carrying = setInterval(() => {
        for (const { raw } of smtp.taken.slice(carried)) dovecot.deliver(address, raw)
        carried = smtp.taken.length
      }, 100)
    })
    afterAll(async () => {
      clearInterval(carrying)
      await browser?.close()
      await desk?.stop()
      await smtp?.close()
      await dovecot?.remove()
      rmSync(dataDir, { recursive: true, force: true })
    })

    const section = () => page.locator('.mail-section')
    const form = () => page.locator('.mailbox-form')
    const look = async (name: string): Promise<void> => {
      await section().scrollIntoViewIfNeeded()
      await picture(page, name)
    }

    test('an address fills the rest; the provider says where to click', async () => {
      await section().getByText('还没有邮箱').waitFor()
      await section().getByRole('button', { name: '添加邮箱' }).click()
      await form().getByLabel('邮箱地址').fill('kefu@163.com')
      await form().getByLabel('发件人名称').focus()
      await form().getByText('开启“IMAP/SMTP 服务”').waitFor()
      await form().getByText('imap.163.com · smtp.163.com').waitFor()
      await look('mail-1-preset')
    })

    test('a test shows each step, and a wrong password in words', async () => {
      await form().getByLabel('邮箱地址').fill(address)
      await form().getByLabel('发件人名称').fill('云白客户服务中心')
      await form().getByLabel('邮箱服务商').selectOption('')
      const [incoming, outgoing] = [form().locator('fieldset').nth(1), form().locator('fieldset').nth(2)]
      for (const [side, port] of [
        [incoming, dovecot.port],
        [outgoing, smtp.port],
      ] as const) {
        await side.getByLabel('服务器').fill('127.0.0.1')
        await side.getByLabel('端口').fill(String(port))
        await side.getByLabel('加密').selectOption('none')
      }
      await form().locator('input[type=password]').fill('not the code')
      await form().getByRole('button', { name: '测试连接' }).click()
      await form().getByText('服务器拒绝登录：登录名或密码不对').waitFor()
      await form().getByRole('button', { name: '测试连接' }).waitFor()
      await look('mail-2-refused')
      await form().locator('input[type=password]').fill(dovecot.password)
      await form().getByRole('button', { name: '测试连接' }).click()
      await form().getByText('测试邮件已在“INBOX”收到').waitFor()
      await look('mail-3-tried')
    })

    test('it is saved, and its password is nowhere on the page', async () => {
      await form().getByRole('button', { name: '保存' }).click()
      await section().locator('.mailbox', { hasText: address }).waitFor()
      await look('mail-4-saved')
      await section().getByRole('button', { name: '修改' }).click()
      expect(await form().locator('input[type=password]').inputValue()).toBe('')
      expect(await page.content()).not.toContain(dovecot.password)
      await form().getByRole('button', { name: '取消' }).click()
    })

    test('a customer’s mail comes in by it', async () => {
      dovecot.deliver(
        address,
        written({ subject: '洗衣机漏水', body: ['洗衣机底下一直在漏水，麻烦尽快安排维修。'] }),
      )
      await expect
        .poll(
          async () => {
            await page.reload()
            return await section().locator('.mailbox-who').innerText()
          },
          { timeout: 20_000 },
        )
        .toContain('今天 1 封')
    })

    test('its HTTP door takes a mail with the token that is shown once', async () => {
      await section().getByRole('button', { name: 'HTTP 接口' }).click()
      await section().getByRole('button', { name: '生成令牌' }).click()
      await section().getByText('只显示这一次').waitFor()
      const line = await section().locator('.mail-door code').innerText()
      expect(line).toMatch(/Authorization: Bearer [\w-]{40,}/)
      await look('mail-5-door')
      const [, url = '', token = ''] = /POST '(\S+)'[\s\S]*Bearer ([\w-]+)/.exec(line) ?? []
      const brought = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'message/rfc822' },
        body: new Uint8Array(written({ subject: '退货' })),
      })
      expect([brought.status, await brought.json()]).toEqual([200, { recorded: true, known: false }])
      await page.reload()
      await section().getByRole('button', { name: 'HTTP 接口' }).click()
      expect(await section().locator('.mail-door code').innerText()).toContain('‹令牌›')
    })

    test('on a phone and in English', async () => {
      await page.setViewportSize({ width: 390, height: 844 })
      await section().getByRole('button', { name: '修改' }).click()
      await look('mail-6-phone')
      await page.setViewportSize({ width: 1280, height: 1000 })
      await page.getByRole('button', { name: 'EN', exact: true }).click()
      await section().getByRole('button', { name: 'Add a mailbox' }).click()
      await form().getByLabel('Provider').selectOption('microsoft')
      await form().getByText('OAuth 2 only').waitFor()
      await look('mail-7-english')
    })

    test('what is wrong with it, and mails that became nobody’s matter', async () => {
      await page.getByRole('button', { name: '中文' }).click()
      await section().getByText('添加邮箱').waitFor()
      const real: MailSetupView = JSON.parse(
        await page.evaluate(async () => (await fetch('/api/admin/mail')).text()),
      )
      const at = new Date().toISOString()
      const says = '服务器不接受登录密码，要用授权码（应用专用密码）'
      const remedy = '到邮箱网页版开启 IMAP/SMTP 并生成授权码，填在密码框里'
      const kept = { id: 'a', mailbox: address, from: '王*士 <w***@example.com>', at }
      await page.route('**/api/admin/mail', (route) =>
        route.fulfill({
          json: {
            ...real,
            mailboxes: [{ ...real.mailboxes[0], fault: { says, remedy, since: at }, today: 12, waiting: 3 }],
            setAside: [
              { ...kept, subject: '自动回复：洗衣机坏了', why: 'auto_reply' },
              { ...kept, id: 'b', subject: '双十一大促销，全场五折起', why: 'list' },
            ],
            unreadable: [{ ...kept, id: 'c', subject: '', why: 'too many parts' }],
          },
        }),
      )
      await page.reload()
      await section().getByText('起收信异常').waitFor()
      await section().getByText('没有建单的自动邮件').click()
      expect(await section().getByRole('button', { name: '当作客户来信' }).count()).toBe(2)
      await section().getByRole('button', { name: '再读一次' }).waitFor()
      await look('mail-8-fault')
      await page.unroute('**/api/admin/mail')
      await page.reload()
    })

    test('closed, it is said so', async () => {
      await section().getByRole('button', { name: '停用' }).first().click()
      await section().getByRole('alertdialog').getByRole('button', { name: '停用' }).click()
      await section().getByText('已停用', { exact: true }).waitFor()
      expect(faults).toEqual([])
    })
  },
)
