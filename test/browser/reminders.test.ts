import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findDatabase } from '../../src/commands/check-database.ts'
import { mustSkip, openBrowser, picture } from '../support/browser.ts'
import { type DeskProcess, freePort, startProcess } from '../support/process.ts'

describe.skipIf(mustSkip())('reminders and duty on the desk', { timeout: 60_000 }, () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-reminders-'))
  let desk: DeskProcess
  let browser: Browser
  let tech: Page
  let supervisor: Page
  let client: pg.Client

  beforeAll(async () => {
    desk = await startProcess({ PORT: String(await freePort()), KEFUTAI_DATA: dataDir })
    browser = await openBrowser()
    tech = await open(linkOf('Department'))
    supervisor = await open(linkOf('Supervisor'))
    client = new pg.Client({
      connectionString: (await findDatabase({ dataDir, databaseUrl: undefined })).url,
    })
    await client.connect()
  })
  afterAll(async () => {
    await client?.end()
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
  const channel = async (page: Page, name: string): Promise<void> => {
    await page.locator('.channel-name', { hasText: name }).click()
  }
  const lastCard = (page: Page, kind: string): Locator => page.locator(`.card-${kind}`).last()

  test('several things due at once are one list, which is taken apart into cards with their button', async () => {
    for (const words of ['空调不制冷了', '洗衣机甩干就停', '冰箱一直响']) {
      const customer = await open(`${desk.url}/chat`, { width: 390, height: 844 })
      await customer.locator('textarea').fill(words)
      await customer.locator('textarea').press('Enter')
      const card = tech.locator('.card-ticket', { hasText: words }).last()
      await card.locator('[data-action="ticket.claim"]').click()
      await card.locator('[data-action="ticket.release"]').waitFor()
      await customer.context().close()
    }
    await client.query(`UPDATE "Clock" SET "deadlineAt" = now() - interval '5 minutes', "startedAt" = now() - interval '5 hours',
      "resumedAt" = now() - interval '5 hours', "nextNoticeAt" = date_trunc('minute', now()), elapsed = true, "totalMs" = 17700000
      WHERE name = 'plan' AND "stoppedAt" IS NULL AND "ticketId" IN (SELECT id FROM "Ticket" WHERE "assigneeId" IS NOT NULL)`)
    await channel(tech, '我的提醒')
    const list = lastCard(tech, 'list')
    await list.waitFor({ timeout: 30_000 })
    expect(await list.innerText()).toMatch(/\d 项工作要处理，其中 \d 项已超时/)
    await picture(tech, '23-several-due')
    await list.locator('[data-action="reminder.expand"]').click()
    await lastCard(tech, 'reminder').waitFor()
    await lastCard(tech, 'reminder').scrollIntoViewIfNeeded()
    await picture(tech, '24-one-by-one')
  })

  test('知道了 stays on the reminder with who said it, and the due act stays', async () => {
    const card = lastCard(tech, 'reminder')
    await card.locator('[data-action="reminder.acknowledge"]').click()
    await card.getByText(/已处理：知道了/).waitFor()
    await card.locator('[data-action="ticket.plan"]').waitFor()
    expect(await card.locator('[data-action="reminder.acknowledge"]').count()).toBe(0)
    await picture(tech, '25-acknowledged')
  })

  test('the supervisors have the overdue tickets with what they can do; /值班 says who is there', async () => {
    await channel(supervisor, '主管')
    await lastCard(supervisor, 'reminder').waitFor({ timeout: 30_000 })
    await lastCard(supervisor, 'reminder').scrollIntoViewIfNeeded()
    await supervisor.locator('textarea').last().fill('/值班')
    await supervisor.locator('textarea').last().press('Enter')
    await supervisor.getByText(/现在值班/).waitFor()
    await picture(supervisor, '26-supervisors-and-duty')
  })
})
