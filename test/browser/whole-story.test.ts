import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mustSkip, openBrowser, picture } from '../support/browser.ts'
import { type DeskProcess, freePort, startProcess } from '../support/process.ts'

const words = '洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！'
const plan = '今天 18:00 前上门更换减震器并检查排水管，保修期内免费'

describe.skipIf(mustSkip())('three browser windows and one washing machine', { timeout: 60_000 }, () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-browser-'))
  const faults: string[] = []
  let desk: DeskProcess
  let browser: Browser
  let customer: Page
  let agent: Page
  let technician: Page
  let supervisor: Page

  beforeAll(async () => {
    desk = await startProcess({ PORT: String(await freePort()), KEFUTAI_DATA: dataDir })
    browser = await openBrowser()
    customer = await open(`${desk.url}/chat`, { width: 390, height: 844 })
    agent = await open(linkOf('Agent'))
    technician = await open(linkOf('Department'))
    supervisor = await open(linkOf('Supervisor'))
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** A window of somebody of their own. */
  async function open(url: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (line) => line.type() === 'error' && faults.push(line.text()))
    await page.goto(url)
    return page
  }
  const linkOf = (who: string): string => new RegExp(`${who}\\s.*?(http\\S+)`).exec(desk.said())?.[1] ?? ''
  const cardOf = (page: Page, kind: string): Locator =>
    page
      .locator(`.card-${kind}`, { hasText: kind === 'ticket' || kind === 'suggestion' ? '哐哐响' : '' })
      .last()
  const act = async (card: Locator, action: string, values: Record<string, string> = {}): Promise<void> => {
    await card.locator(`[data-action="${action}"]`).click()
    for (const [label, value] of Object.entries(values))
      await card.getByLabel(label, { exact: false }).first().fill(value)
    const sure = card.locator('.editor button[type=submit], .question .button').first()
    if (Object.keys(values).length > 0 || (await sure.isVisible())) await sure.click()
  }
  const channel = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('navigation').getByText(name, { exact: true }).click()
  }

  test('the customer writes and is greeted at once by a bot that says so', async () => {
    await customer.locator('textarea').fill(words)
    await customer.locator('textarea').press('Enter')
    await customer.getByText('我是客服台演示公司的智能客服助手').first().waitFor({ timeout: 10_000 })
    await picture(customer, '1-customer-greeted')
  })

  test('the agent has a suggestion that soothes first, edits it and sends', async () => {
    const card = cardOf(agent, 'suggestion')
    await card.waitFor()
    expect(await card.locator('.why').innerText()).toContain('先安抚')
    await card.scrollIntoViewIfNeeded()
    await picture(agent, '2-agent-suggestion')
    await card.locator('[data-action="suggestion.edit"]').click()
    const editor = card.locator('.editor textarea')
    const draft = await editor.inputValue()
    await editor.fill(`${draft}\n请先关掉水龙头、拔下电源，地面湿滑请小心。`)
    await picture(agent, '3-agent-editing')
    await card.locator('.editor button[type=submit]').click()
    await card.getByText('修改后已发送').waitFor()
    await customer.getByText('请先关掉水龙头、拔下电源').waitFor()
    await customer.getByText('林晓').first().waitFor()
    await picture(customer, '4-customer-answered')
  })

  test('售后技术部 claims; whoever comes second is told who was first', async () => {
    // The supervisor's window hears nothing new, so its card still offers the claim.
    await supervisor.route('**/api/desk/stream*', (route) => route.abort())
    await supervisor.reload()
    await channel(supervisor, '售后技术部')
    const late = cardOf(supervisor, 'ticket')
    await late.locator('[data-action="ticket.claim"]').waitFor()
    const card = cardOf(technician, 'ticket')
    await card.waitFor()
    // A card that has just changed wants to be read before it is pressed.
    await pause(1_500)
    await act(card, 'ticket.claim')
    await card.locator('.state', { hasText: '处理中' }).waitFor()
    await picture(technician, '5-department-claimed')
    await late.locator('[data-action="ticket.claim"]').click()
    await late.getByText('李工 已认领').waitFor()
    await picture(supervisor, '6-second-claimer')
    await supervisor.unroute('**/api/desk/stream*')
  })

  test('plan, consent', async () => {
    await act(cardOf(technician, 'ticket'), 'ticket.plan', { 内容: plan })
    const proposed = agent.locator('.card-plan').last()
    await proposed.waitFor()
    expect(await proposed.innerText()).toContain('减震器')
    await proposed.scrollIntoViewIfNeeded()
    await picture(agent, '7-agent-plan')
    await act(proposed, 'suggestion.approve')
    const told = customer.locator('.card-plan').last()
    await told.waitFor()
    await picture(customer, '8-customer-plan')
    await told.locator('[data-action="plan.accept"]').click()
    await customer.getByText('您已同意这个方案').waitFor()
    await technician.getByText('客户已同意').first().waitFor()
  })

  test('solved, rated', async () => {
    await act(cardOf(technician, 'ticket'), 'ticket.solve', {
      处理结果: '已更换减震器，脱水试机三次正常，地面无水',
    })
    const survey = customer.locator('.card-survey').last()
    await survey.waitFor()
    await picture(customer, '9-customer-survey')
    await survey.locator('[data-action="survey.satisfied"]').click()
    await survey.locator('[data-action="survey.rate"]').click()
    await survey.getByRole('radio', { name: /5/ }).check({ force: true })
    await survey.locator('.editor textarea').fill('师傅很准时')
    await survey.locator('.editor button[type=submit]').click()
    await survey.getByText('感谢您的评价').waitFor()
    await picture(customer, '10-customer-rated')
  })

  test('the record shows every field of A8', async () => {
    // Filed tickets are folded, so this one is found by its title, the latest of its state.
    await agent
      .locator('.card-ticket', { has: agent.locator('.state', { hasText: '已归档' }) })
      .locator('button.card-title')
      .click()
    await agent.locator('.panel, aside').getByRole('tab', { name: '记录', exact: true }).click()
    const panel = agent.getByRole('tabpanel').last()
    await panel.getByText('师傅很准时').first().waitFor()
    const shown = await panel.innerText()
    for (const field of [
      '记录编号',
      '客户姓名',
      '联系方式',
      '问题类型',
      '问题描述',
      '分类标签',
      '处理过程',
      '解决方案',
      '方案负责人',
      '预计完成',
      '处理结果',
      '满意度',
      '客服（工号）',
      '记录时间',
      '解决时间',
    ])
      expect(shown).toContain(field)
    expect(shown).toContain('已更换减震器')
    expect(shown).toContain('林晓（K001）')
    expect(shown).toContain('5/5')
    await picture(agent, '11-record')
  })

  test('/demo shows all sides at once, each signed in as itself', async () => {
    const page = await open(`${desk.url}/demo`, { width: 1600, height: 950 })
    const frames = page.frameLocator('iframe >> nth=1')
    await frames.locator('.card-suggestion').first().waitFor()
    await page.frameLocator('iframe >> nth=2').locator('.card-ticket').first().waitFor()
    await picture(page, '12-demo')
  })

  test('history survives a reload, and no page had a fault', async () => {
    await customer.reload()
    await customer.getByText('请先关掉水龙头、拔下电源').waitFor()
    expect(
      faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(fault)),
    ).toEqual([])
  })
})
