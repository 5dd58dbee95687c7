import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Card } from '../../../../src/platforms/card.ts'
import { type BotDesk, cardIn, createBotDesk, group, until } from '../../../support/wecom/bot-desk.ts'
import { type BotServer, type Seen, startBotServer } from '../../../support/wecom/bot-server.ts'

type Shown = NonNullable<Seen['card']>

const keysOf = (card: Shown | undefined): string[] =>
  ((card as { button_list?: { key: string }[] } | undefined)?.button_list ?? []).map(({ key }) => key)

describe('presses of cards in a group', () => {
  let server: BotServer
  let desk: BotDesk
  let suggestion: Shown
  let number: string

  beforeEach(async () => {
    server = await startBotServer()
    desk = await createBotDesk(server)
    await until(() => server.connected() === 1, 'connected')
    server.writes('wc-K001', '/帮助', { group })
    await desk.says('小何', '打印机卡纸了，型号 P1108，怎么办')
    suggestion = await until(() => cardIn(server, '建议回复'), 'the suggestion')
    number = /SR\d{11,}/.exec(JSON.stringify(suggestion))?.[0] ?? ''
  })
  afterEach(async () => {
    await desk.close()
    await server.close()
  })

  const ticket = (): Shown | undefined =>
    server.seen.findLast(({ card }) => keysOf(card).some((key) => key.endsWith('ticket.reply')))?.card
  const told = (): string => server.seen.map(({ markdown }) => markdown ?? '').join('\n')
  const answered = async (reqId: string): Promise<string> => {
    await until(() => server.answers.get(reqId), 'an answer')
    return JSON.stringify(server.answers.get(reqId))
  }

  test('pressed by two at once it is sent once, and the second is told by whom', async () => {
    const before = desk.heardBy('小何').length
    server.presses('wc-K001', suggestion.task_id, 'do:suggestion.approve', { group })
    const second = server.presses('wc-K002', suggestion.task_id, 'do:suggestion.approve', { group })
    expect(await answered(second)).toMatch(/林晓|周敏/)
    await until(() => desk.heardBy('小何').length > before, 'the reply')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(desk.heardBy('小何')).toHaveLength(before + 1)
  })

  test('the same press delivered twice counts once', async () => {
    const before = desk.heardBy('小何').length
    server.presses('wc-K001', suggestion.task_id, 'do:suggestion.approve', { group, msgid: 'same' })
    const second = server.presses('wc-K001', suggestion.task_id, 'do:suggestion.approve', {
      group,
      msgid: 'same',
    })
    await answered(second)
    await until(() => desk.heardBy('小何').length > before, 'the reply')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(desk.heardBy('小何')).toHaveLength(before + 1)
  })

  test('a suggestion that was overtaken is answered in place, and nothing is sent', async () => {
    await desk.says('小何', '还是卡，我很着急')
    await until(
      () =>
        server.seen.filter(({ card }) => keysOf(card).some((key) => key.endsWith('suggestion.approve')))
          .length > 1,
      'the newer one',
    )
    const before = desk.heardBy('小何').length
    const reqId = server.presses('wc-K001', suggestion.task_id, 'do:suggestion.approve', { group })
    expect(await answered(reqId)).toContain('过期')
    expect(desk.heardBy('小何')).toHaveLength(before)
  })

  test('the selected alternative is the one that goes out', async () => {
    const row = await desk.db.delivery.findFirstOrThrow({ where: { cardKey: { startsWith: 'suggestion:' } } })
    const { choices } = (row.payload as unknown as { card: Card }).card
    const wanted = choices[1]
    if (!wanted) throw new Error('no alternatives')
    const before = desk.heardBy('小何').length
    const pressed = async (title: string, selected = {}): Promise<string> => {
      const button = (suggestion as { button_list?: { text: string; key: string }[] }).button_list?.find(
        ({ text }) => text.includes(title),
      )
      const reqId = server.presses('wc-K001', suggestion.task_id, button?.key ?? '', { group, selected })
      const answer = await answered(reqId)
      suggestion = server.seen.find(({ card }) => card?.task_id === suggestion.task_id)?.card ?? suggestion
      return answer
    }
    // Whether it is meant is asked of the words that go out, on a card without the dropdown.
    expect(await pressed('通过', { choice: wanted.id })).toContain(wanted.text.slice(0, 12))
    await pressed('确认')
    await until(() => desk.heardBy('小何').length > before, 'the reply')
    expect(desk.heardBy('小何').at(-1)?.text).toContain(wanted.text.slice(0, 12))
  })

  test('what is chosen from is chosen on the card', async () => {
    const card = ticket()
    if (!card) throw new Error('no ticket card')
    server.presses('wc-K001', card.task_id, 'form:ticket.priority', { group })
    await until(
      () => server.seen.some((one) => one.card?.task_id === card.task_id && one.card.button_selection),
      'the form',
    )
    server.presses('wc-K001', card.task_id, 'do:ticket.priority', { group, selected: { priority: 'urgent' } })
    for (let waited = 0; waited < 5_000; waited += 50) {
      if ((await desk.db.ticket.findFirstOrThrow()).priority === 'urgent') break
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect((await desk.db.ticket.findFirstOrThrow()).priority).toBe('urgent')
  })

  test('what has to be typed is said on the card', async () => {
    const reqId = server.presses('wc-K001', suggestion.task_id, 'form:suggestion.edit', { group })
    expect(await answered(reqId)).toContain(`改 ${number}：`)
    // A page of one's own only where nobody else reads its address.
    expect(told()).not.toContain('/act/')
    server.writes('wc-K001', '你好')
    server.presses('wc-K001', suggestion.task_id, 'form:suggestion.edit', { group })
    const page = await until(
      () => server.seen.find(({ markdown }) => markdown?.includes('/act/')),
      'the page',
    )
    expect(page.chat).toBe('wc-K001')
  })

  test('a reply the check keeps back: the findings are told, and it can be asked for', async () => {
    const before = desk.heardBy('小何').length
    const text = '非常抱歉耽误您使用，我们赔偿您 800 元，今天 18:00 前到账。'
    const reqId = server.writes('wc-K001', `改 ${number}：${text}`, { group })
    expect(await answered(reqId)).toContain('过度承诺')
    const again = await until(
      () => server.seen.find(({ card }) => keysOf(card).includes('again:release'))?.card,
      'the way',
    )
    server.presses('wc-K001', again.task_id, 'again:release', { group })
    await until(
      () => desk.heardIn('supervisors').some(({ card }) => card?.key.startsWith('release:')),
      'asked for',
    )
    expect(
      desk.heardIn('supervisors').findLast(({ card }) => card?.key.startsWith('release:'))?.card?.draft?.text,
    ).toBe(text)
    expect(desk.heardBy('小何')).toHaveLength(before)
  })

  test('what only the presser may see does not stand in the group', async () => {
    await desk.says('王女士', '我的电话是 13812345678，洗衣机漏水', { name: '王女士' })
    const shown = await until(
      () => server.seen.findLast(({ card }) => JSON.stringify(card ?? '').includes('do:ticket.show'))?.card,
      'a card with something hidden',
    )
    const first = server.presses('wc-K001', shown.task_id, 'do:ticket.show', { group })
    expect(await answered(first)).toContain('单独')
    expect(told()).not.toContain('13812345678')
    server.writes('wc-K001', '你好')
    server.presses('wc-K001', shown.task_id, 'do:ticket.show', { group })
    await until(
      () => server.seen.some(({ chat, markdown }) => chat === 'wc-K001' && markdown?.includes('13812345678')),
      'told in private',
    )
    expect(
      server.seen
        .filter(({ chat }) => chat === group)
        .map(({ markdown }) => markdown)
        .join(),
    ).not.toContain('13812345678')
  })

  test('what is shown to the presser alone comes whole, however long it is', async () => {
    await desk.says('王女士', `我的电话是 13812345678，${'洗衣机漏水，'.repeat(1_300)}完`, { name: '王女士' })
    const shown = await until(
      () => server.seen.findLast(({ card }) => JSON.stringify(card ?? '').includes('do:ticket.show'))?.card,
      'a card with something hidden',
    )
    server.writes('wc-K001', '你好')
    server.presses('wc-K001', shown.task_id, 'do:ticket.show', { group })
    await until(
      () => server.seen.some(({ chat, markdown }) => chat === 'wc-K001' && markdown?.endsWith('完')),
      'the end of it',
    )
  })

  test('WeCom takes no answer any more: what came of it comes below', async () => {
    server.fail('aibot_respond_update_msg', { errcode: 846_605, errmsg: 'invalid req_id' })
    const before = desk.heardBy('小何').length
    server.presses('wc-K001', suggestion.task_id, 'do:suggestion.dismiss', { group })
    await until(() => told().includes('未采用') || told().includes('不采用'), 'a line')
    expect(desk.heardBy('小何')).toHaveLength(before)
  })

  test('what takes longer than WeCom waits: the card keeps its buttons, and what came of it is told', async () => {
    const locked = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const holding = desk.db.$transaction(
      async (tx) => {
        await tx.$executeRaw`LOCK TABLE "Arrival" IN EXCLUSIVE MODE`
        locked.resolve()
        await release.promise
      },
      { timeout: 20_000 },
    )
    await locked.promise
    const reqId = server.presses('wc-K001', suggestion.task_id, 'do:suggestion.approve', { group })
    expect(await answered(reqId)).toContain('还在处理')
    release.resolve()
    await holding
    const shown = server.seen.find(({ card }) => card?.task_id === suggestion.task_id)?.card
    expect(keysOf(shown)).toEqual(keysOf(suggestion))
    await until(() => server.seen.some(({ markdown }) => markdown?.startsWith('<@wc-K001>')), 'told')
  })

  test('a press that could not be recorded can be pressed again', async () => {
    await desk.stops()
    const stop = new AbortController()
    const failing = (async () => {
      for await (const pulled of desk.bot.listen?.(stop.signal) ?? []) pulled.failed?.(new Error('away'))
    })()
    await until(() => server.subscribed() === 2 && server.connected() === 1, 'connected again')
    const reqId = server.presses('wc-K001', suggestion.task_id, 'do:suggestion.approve', { group })
    expect(await answered(reqId)).toContain('请过一会儿再按一次')
    const shown = server.seen.find(({ card }) => card?.task_id === suggestion.task_id)?.card
    expect(keysOf(shown)).toEqual(keysOf(suggestion))
    stop.abort()
    await failing
  })

  test('words that could not be taken are asked for again', async () => {
    await desk.db.$executeRaw`ALTER TABLE "WecomBotChat" RENAME TO "WecomBotChatAway"`
    const reqId = server.writes('wc-K001', `改 ${number}：您好`, { group })
    expect(await answered(reqId)).toContain('没有记下来')
    await desk.db.$executeRaw`ALTER TABLE "WecomBotChatAway" RENAME TO "WecomBotChat"`
  })

  test('words without a number, begun for a customer who was answered meanwhile, go to nobody else', async () => {
    const before = desk.heardBy('小何').length
    server.presses('wc-K002', suggestion.task_id, 'do:suggestion.approve', { group })
    await until(() => desk.heardBy('小何').length > before, 'the reply of a colleague')
    await desk.says('王女士', '洗衣机漏水了')
    const hers = await until(() => {
      const card = cardIn(server, '建议回复')
      return card?.task_id !== suggestion.task_id && card
    }, 'the next suggestion')
    const heard = desk.heardBy('王女士').length
    const words = '您好，请打开后盖取出卡住的纸，今天 18:00 前我再来问您好了没有。'
    expect(await answered(server.writes('wc-K001', `改：${words}`, { group }))).toContain('请写明工单号')
    expect(desk.heardBy('王女士')).toHaveLength(heard)
    const hersNumber = /SR\d{11,}/.exec(JSON.stringify(hers))?.[0] ?? ''
    server.writes('wc-K001', `改 ${hersNumber}：${words}`, { group })
    await until(() => desk.heardBy('王女士').length > heard, 'with its number it goes')
  })

  test('a group that the playbook does not know is told its address', async () => {
    const reqId = server.writes('wc-K001', '你好', { group: 'gNew' })
    expect(await answered(reqId)).toContain('bot:gNew')
  })
})
