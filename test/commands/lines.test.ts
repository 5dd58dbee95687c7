import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { lineCommands } from '../../src/commands/run.ts'

const now = new Date('2026-11-18T10:00:00+08:00')

/** What a command answers to these lines. */
async function run(command: string, lines: (string | object)[], orders = false) {
  const out: string[] = []
  const complaints: string[] = []
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const work = await lineCommands[command]?.({ orders, now })
  const unreadable = await work?.({
    input: Readable.from([input]),
    write: async (chunk) => void out.push(chunk),
    complain: (complaint) => void complaints.push(complaint),
  })
  const answers = out
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line): Record<string, unknown> => JSON.parse(line))
  return { answers, complaints, unreadable, text: out.join('') }
}

test('ids pass through whatever they are, in order, also where there is none', async () => {
  const ids = [1, 'a', { b: [2] }, null, false]
  const { answers } = await run('classify', [...ids.map((id) => ({ id, text: '你好' })), { text: '在吗' }])
  expect(answers.map(({ id }) => id)).toEqual([...ids, undefined])
})

test('a line that cannot be read is named and left out; nothing of its words is repeated', async () => {
  const { answers, complaints, unreadable } = await run('mask', [
    { id: 1, text: '好' },
    '{"id":2,"text":"13812345678"',
    { id: 3, text: 13812345678 },
    '',
    '[]',
    { id: 4, text: '行' },
  ])
  expect(answers.map(({ id }) => id)).toEqual([1, 4])
  expect(unreadable).toBe(3)
  expect(complaints.map((line) => line.slice(0, 7))).toEqual(['line 2:', 'line 3:', 'line 5:'])
  expect(complaints.join()).not.toContain('13812345678')
})

test('classify: four labels and how sure each is', async () => {
  const { answers } = await run('classify', [
    { id: 1, text: '插座冒烟了还有火花' },
    { id: 2, text: '可以', channel: 'chat', context: '给您免费换新一台，您看可以吗？' },
  ])
  expect(answers[0]).toMatchObject({ category: 'emergency', priority: 'critical' })
  expect(Object.keys(answers[0]?.confidence ?? {})).toEqual(['category', 'priority', 'emotion', 'intent'])
  expect(answers[1]).toMatchObject({ intent: 'accepts' })
})

test('extract: seven lists, dates reckoned from today', async () => {
  const { answers, unreadable } = await run('extract', [
    { id: 1, text: '上周三买的，订单号 202603110001', today: '2026-03-18' },
    { id: 2, text: '没有', today: '昨天' },
  ])
  expect(unreadable).toBe(1)
  expect(answers[0]).toMatchObject({
    id: 1,
    entities: { purchase_date: ['2026-03-11'], order_no: ['202603110001'], amount: [] },
  })
  expect(Object.keys(answers[0]?.entities ?? {})).toHaveLength(7)
})

test('mask: places in code points, order numbers only where asked', async () => {
  const row = { id: 1, text: '😀电话13812345678，订单号 202603110001' }
  const [plain] = (await run('mask', [row])).answers
  expect(plain?.masked).toContain('202603110001')
  expect(plain?.masked).not.toContain('13812345678')
  expect(plain?.spans).toContainEqual({ type: 'mobile', value: '13812345678', start: 3, end: 14 })
  const [strict] = (await run('mask', [row], true)).answers
  expect(strict?.masked).not.toContain('202603110001')
})

test('check: findings with their place and the better wording in words', async () => {
  const { answers } = await run('check', [
    { id: 1, customer: '我登录不了', reply: '😀请把短信验证码发给我' },
    { id: 2, customer: '谢谢', reply: '不客气，祝您生活愉快' },
  ])
  const [finding] = (answers[0]?.findings ?? []) as {
    code: string
    start: number
    end: number
    advice: string
  }[]
  expect(finding).toMatchObject({ code: 'asks_secret', level: 'block' })
  expect(finding?.start).toBeGreaterThan(0)
  expect(finding?.advice.length).toBeGreaterThan(4)
  expect(answers[1]?.findings).toEqual([])
})

test('suggest: step, needs, tone and scripts without a hole', async () => {
  const { answers } = await run('suggest', [
    { id: 1, turns: [{ from: 'customer', text: '你们到底管不管！洗衣机修了三次还是坏的' }] },
    { id: 2, turns: [] },
  ])
  expect(answers).toHaveLength(1)
  const { suggestions, ...reading } = answers[0] as { suggestions: { text: string; why: string[] }[] }
  expect(reading).toMatchObject({ id: 1, tone: 'empathy_first', emotion: 'angry', priority: 'urgent' })
  expect(suggestions.length).toBeGreaterThan(0)
  for (const { text, why } of suggestions) {
    expect(text).not.toMatch(/\{[a-z_]+\}/)
    expect(why.length).toBeGreaterThan(0)
  }
})

test('suggest: scripts that name the ticket are proposed though there is none yet', async () => {
  const { answers } = await run('suggest', [
    { id: 1, turns: [{ from: 'customer', text: '插座冒烟了！！怎么办' }] },
    {
      id: 2,
      turns: [
        { from: 'customer', text: '电视没声音' },
        { from: 'agent', text: '请检查一下静音键，再看看音量。' },
        { from: 'customer', text: '好了有声音了' },
      ],
    },
  ])
  const firsts = answers.map(({ suggestions }) => (suggestions as { script: string; text: string }[])[0])
  expect(firsts[0]?.script).toMatch(/^emergency\./)
  expect(firsts[1]?.script).toMatch(/\.closing\./)
  expect(firsts[1]?.text).toContain('〔单号〕')
})

test('an id too long for a number comes back digit for digit', async () => {
  const { text } = await run('mask', ['{"id":9007199254740993,"text":"好"}'])
  expect(text).toContain('"id":9007199254740993,')
})

test('an optional field may be null', async () => {
  const { answers, unreadable } = await run('classify', [
    { id: 1, text: '你好', channel: null, context: null },
  ])
  expect([answers.length, unreadable]).toEqual([1, 0])
  const checked = await run('check', [{ id: 1, customer: null, reply: '您好，请问有什么可以帮您？' }])
  expect(checked.unreadable).toBe(0)
})
