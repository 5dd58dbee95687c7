import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BotDesk, cardIn, createBotDesk, group, until } from '../../../support/wecom/bot-desk.ts'
import { type BotServer, startBotServer } from '../../../support/wecom/bot-server.ts'

const keysOf = (card: unknown): string[] =>
  ((card as { button_list?: { key: string }[] }).button_list ?? []).map(({ key }) => key)

describe('a staff group with the AI bot', () => {
  let server: BotServer
  let desk: BotDesk
  beforeEach(async () => {
    server = await startBotServer()
    desk = await createBotDesk(server)
    await until(() => server.connected() === 1, 'connected')
  })
  afterEach(async () => {
    await desk.close()
    await server.close()
  })

  const opens = async () => {
    server.writes('wc-K001', '/帮助', { group })
    await desk.says('王女士', '我买的洗衣机漏水了，地板都泡了，单号 20261118001')
    const suggestion = await until(() => cardIn(server, '建议回复'), 'the suggestion')
    return { suggestion, number: /SR\d{11,}/.exec(JSON.stringify(suggestion))?.[0] ?? '' }
  }

  test('a suggestion is shown whole, asked once, and sent by a press', async () => {
    const { suggestion } = await opens()
    expect(keysOf(suggestion)).toContain('ask:suggestion.approve')
    server.presses('wc-K001', suggestion.task_id, 'ask:suggestion.approve', { group })
    await until(() => keysOf(cardIn(server, '建议回复')).includes('do:suggestion.approve'), 'the question')
    const before = desk.heardBy('王女士').length
    server.presses('wc-K001', suggestion.task_id, 'do:suggestion.approve', { group })
    await until(() => desk.heardBy('王女士').length > before, 'the reply')
    await until(() => cardIn(server, '建议回复')?.card_type === 'text_notice', 'the card without buttons')
    expect(JSON.stringify(cardIn(server, '建议回复'))).toContain('林晓')
    // The card changed in place: there is one of it.
    expect(server.seen.filter(({ card }) => card?.task_id === suggestion.task_id)).toHaveLength(1)
  })

  test('「改」 sends the typed words to that customer, and only with its mark', async () => {
    const { number } = await opens()
    const before = desk.heardBy('王女士').length
    server.writes('wc-K001', '这个客户挺急的', { group })
    server.writes(
      'wc-K001',
      `改 ${number}：王女士您好，我是客服林晓，请先关闭水龙头并拔下电源，今天 18:00 前我给您来电。`,
      { group },
    )
    await until(() => desk.heardBy('王女士').length > before, 'the reply')
    expect(desk.heardBy('王女士').at(-1)?.text).toContain('请先关闭水龙头')
    expect(
      desk
        .heardBy('王女士')
        .map(({ text }) => text)
        .join(),
    ).not.toContain('挺急')
  })

  test('with two customers waiting, an answer without a number goes to nobody', async () => {
    await opens()
    await desk.says('李先生', '我要退款，已经等了一周了')
    await until(
      () => server.seen.filter(({ card }) => JSON.stringify(card ?? '').includes('建议回复')).length >= 2,
      'two suggestions',
    )
    const before = desk.heardBy('王女士').length + desk.heardBy('李先生').length
    const reqId = server.writes('wc-K001', '改：您好，已为您登记。', { group })
    await until(() => server.answers.get(reqId), 'an answer')
    expect(JSON.stringify(server.answers.get(reqId))).toContain('什么都没有发送')
    expect(desk.heardBy('王女士').length + desk.heardBy('李先生').length).toBe(before)
  })

  test('a stranger is told why, and nothing happens', async () => {
    const { suggestion } = await opens()
    const reqId = server.presses('woAbCdEf123456', suggestion.task_id, 'do:suggestion.approve', { group })
    await until(() => server.answers.get(reqId), 'an answer')
    expect(JSON.stringify(server.answers.get(reqId))).toContain('不是在职员工')
    const words = server.writes('woAbCdEf123456', `改：您好`, { group })
    await until(() => server.answers.get(words), 'an answer')
    expect(JSON.stringify(server.answers.get(words))).toContain('超级管理员')
  })

  test('a press of a card that nobody knows is answered', async () => {
    server.writes('wc-K001', '/帮助', { group })
    const reqId = server.presses('wc-K001', 'k-unknown', 'do:ticket.claim', { group })
    await until(() => server.answers.get(reqId), 'an answer')
    expect(JSON.stringify(server.answers.get(reqId))).toContain('失效')
  })

  test('whoever opens the chat is welcomed', async () => {
    const reqId = server.enters('wc-K001')
    await until(() => server.answers.get(reqId), 'the welcome')
    expect(JSON.stringify(server.answers.get(reqId))).toContain('云朵')
  })
})
