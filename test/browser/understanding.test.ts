import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { understand } from '../../src/language/understand.ts'
import { mustSkip, openBrowser, picture } from '../support/browser.ts'
import { type DeskProcess, freePort, startProcess } from '../support/process.ts'

/** One of these two-sided messages the models of the day are unsure of. */
const twoSided = [
  '上次那个事还没弄好，你们看看怎么处理',
  '新买的这个不太对劲，怎么办',
  '东西到了，装上用不了，想换或者修都行',
  '这个能弄一下吗，还没用过',
  '那台机器的事，麻烦看一下',
  '单子的事情帮我处理下',
  '你们这个到底行不行，给个说法吧',
  '上回说好的一直没动静，现在怎么弄',
  '寄过来的跟我要的不一样，也装不上',
  '这东西我不会弄，是不是坏的',
  '师傅来过了，可还是老样子，钱怎么算',
  '想问下我那个单还修不修了，不修就退',
  '我这个坏的能换个新的不',
  '灯一直闪，是要保养了吗',
]

describe.skipIf(mustSkip())('the desk understands, checks and hides', { timeout: 60_000 }, () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-understanding-'))
  let desk: DeskProcess
  let browser: Browser
  let customer: Page
  let agent: Page
  let supervisor: Page

  beforeAll(async () => {
    desk = await startProcess({ PORT: String(await freePort()), KEFUTAI_DATA: dataDir })
    browser = await openBrowser()
    agent = await open(linkOf('Agent'))
    supervisor = await open(linkOf('Supervisor'))
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  async function open(url: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    const page = await context.newPage()
    await page.goto(url)
    return page
  }
  const linkOf = (who: string): string => new RegExp(`${who}\\s.*?(http\\S+)`).exec(desk.said())?.[1] ?? ''
  const newCustomer = (): Promise<Page> => open(`${desk.url}/chat`, { width: 390, height: 844 })
  const writes = async (page: Page, text: string): Promise<void> => {
    await page.locator('textarea').fill(text)
    await page.locator('textarea').press('Enter')
  }
  const cardWith = (page: Page, kind: string, words: string): Locator =>
    page.locator(`.card-${kind}`, { hasText: words }).last()

  test('personal data is hidden on the card and shown to the agent alone, on request', async () => {
    customer = await newCustomer()
    await writes(customer, '我叫欧阳明月，电话13812345678，打印机一直卡纸，型号 M2070')
    const card = cardWith(agent, 'suggestion', '一直卡纸')
    await card.waitFor()
    expect(await agent.locator('body').innerText()).not.toContain('13812345678')
    await card.locator('[data-action="ticket.show"]').click()
    await card.locator('.shown').getByText('13812345678').waitFor()
    await card.scrollIntoViewIfNeeded()
    await picture(agent, '13-hidden-and-shown')
    await card.locator('.shown button').click()
    expect(await agent.locator('body').innerText()).not.toContain('13812345678')
  })

  test('one click beside the deadline tells how it was reckoned, in place', async () => {
    const card = cardWith(agent, 'ticket', '一直卡纸')
    await card.locator('.fact [data-action="ticket.explain"]').click()
    await card
      .locator('.shown')
      .getByText(/到期：从.*起/)
      .first()
      .waitFor()
    await card.scrollIntoViewIfNeeded()
    await picture(agent, '21-explained')
    await card.locator('.card-title').click()
    await agent.locator('.clock-why', { hasText: '到期：从' }).first().waitFor()
    await picture(agent, '22-explained-in-panel')
    await card.locator('.shown button').click()
    expect(await card.locator('.shown').count()).toBe(0)
  })

  test('the check’s findings stand under the reply; a warning may pass, a block may not', async () => {
    const card = cardWith(agent, 'suggestion', '一直卡纸')
    await card.locator('[data-action="suggestion.edit"]').click()
    const editor = card.locator('.editor textarea')
    await editor.fill('您自己不会看说明书吗？把短信验证码发我。')
    await card.locator('.editor button[type=submit]').click()
    await card.locator('.finding-block').first().waitFor()
    expect(await card.locator('.findings').innerText()).toContain('索要敏感信息')
    expect(await card.locator('[data-way]').count()).toBe(0)
    await card.scrollIntoViewIfNeeded()
    await picture(agent, '14-check-blocks')
    await editor.fill('您好，配件大概过几天到，到了联系您。')
    await card.locator('.editor button[type=submit]').click()
    await card.locator('.finding-warn').first().waitFor()
    await picture(agent, '15-check-warns')
    await card.locator('[data-way="send"]').click()
    await customer.getByText('配件大概过几天到').waitFor()
  })

  test('a promise beyond the limit goes to the supervisor, who releases it', async () => {
    await writes(customer, '等了这么久你们怎么补偿我')
    const card = cardWith(agent, 'suggestion', '怎么补偿')
    await card.waitFor()
    await card.locator('[data-action="suggestion.edit"]').click()
    await card
      .locator('.editor textarea')
      .fill('实在抱歉让您久等，我们补偿您 800 元，今天 18:00 前到账，到账后我告诉您。')
    await card.locator('.editor button[type=submit]').click()
    await card.locator('[data-way="release"]').click()
    const asked = supervisor.locator('[data-key^="release:"][data-key$=":supervisors"]').last()
    await supervisor.getByRole('navigation').getByText('主管', { exact: true }).nth(1).click()
    await asked.waitFor()
    await asked.scrollIntoViewIfNeeded()
    await picture(supervisor, '16-release')
    await asked.locator('[data-action="release.approve"]').click()
    await asked.locator('.question .button').first().click()
    await customer.getByText('补偿您 800 元').waitFor()
  })

  test('new words make the waiting suggestion stale in every window', async () => {
    const someone = await newCustomer()
    await writes(someone, '路由器灯变红了上不了网')
    await cardWith(agent, 'suggestion', '灯变红').waitFor()
    await writes(someone, '重启了三次还是红的')
    const stale = agent.locator('.card-suggestion', { hasText: '已过期' }).last()
    await stale.waitFor()
    expect(await stale.locator('[data-action="suggestion.approve"]').count()).toBe(0)
    await stale.scrollIntoViewIfNeeded()
    await picture(agent, '17-stale')
  })

  test('where two categories are likely both are shown, and the first proposal asks which', async () => {
    const isTwoSided = (text: string): boolean => {
      const { category, otherCategory } = understand(text)
      // Danger and what is nothing in particular are not asked for.
      const asked = (one: string): boolean => one !== 'other' && one !== 'emergency'
      return otherCategory !== undefined && asked(category) && asked(otherCategory)
    }
    const text = twoSided.find(isTwoSided) ?? ''
    expect(text).not.toBe('')
    const someone = await newCustomer()
    await writes(someone, text)
    const card = cardWith(agent, 'suggestion', text)
    await card.waitFor()
    expect(await card.innerText()).toContain('类别未定')
    expect(await card.locator('.draft-words').innerText()).toContain('确认一下')
    await card.scrollIntoViewIfNeeded()
    await picture(agent, '18-which-of-two')
    const ticket = cardWith(agent, 'ticket', text)
    await ticket.locator('[data-action="ticket.category"]').click()
    await picture(agent, '19-set-category')
  })

  test('a customer about to send a password is told not to; nothing of it is kept', async () => {
    const someone = await newCustomer()
    await someone.locator('textarea').fill('我的登录密码是 Qw8812ax 你帮我看')
    await someone.locator('textarea').press('Enter')
    const warning = someone.locator('.warning')
    await warning.waitFor()
    await picture(someone, '20-secret-warning')
    await warning.getByText('仍要发送').click()
    await someone.getByText('我的登录密码是 ******').waitFor()
    await someone.getByText('请勿').first().waitFor()
  })
})
