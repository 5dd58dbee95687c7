import { expect, test } from 'vitest'
import { createAuthors } from '../../../src/platforms/slack/authors.ts'
import { saidBlocks } from '../../../src/platforms/slack/write/message.ts'

const agent = { kind: 'agent' as const, name: '林晓（工号 K001）' }

function authors(answer: () => Promise<unknown>) {
  let asked = 0
  let at = 0
  const authorOf = createAuthors({
    caller: {
      tokenOf: async () => '',
      call: async () => {
        asked++
        return (await answer()) as never
      },
    },
    now: () => new Date(at),
    accountOf: async () => 'U7',
  })
  return {
    authorOf,
    asked: () => asked,
    passes: (ms: number) => {
      at += ms
    },
  }
}

test('an agent has their picture, asked for once in a while', async () => {
  const picture = 'https://avatars.example.com/1.png'
  const { authorOf, asked, passes } = authors(async () => ({ user: { profile: { image_72: picture } } }))
  expect(await authorOf('T1', agent)).toEqual({ name: agent.name, picture })
  await authorOf('T1', agent)
  expect(asked()).toBe(1)
  passes(7 * 3_600_000)
  await authorOf('T1', agent)
  expect(asked()).toBe(2)
  const [byline] = saidBlocks('您好', await authorOf('T1', agent))
  expect(byline).toMatchObject({ type: 'context', elements: [{ type: 'image', image_url: picture }, {}] })
})

test('a picture nobody can fetch keeps no answer back', async () => {
  const { authorOf } = authors(async () => {
    throw new Error('down')
  })
  const author = await authorOf(undefined, agent)
  expect(author).toEqual({ name: agent.name, picture: undefined })
  expect(saidBlocks('您好', author)[0]).toMatchObject({
    elements: [{ type: 'plain_text', text: agent.name }],
  })
})

test('the bot speaks under its own name', async () => {
  const { authorOf, asked } = authors(async () => ({}))
  expect(await authorOf(undefined, { kind: 'bot', name: '智能客服助手' })).toEqual({ name: '智能客服助手' })
  expect(asked()).toBe(0)
})

test('addresses of pages can be pressed, whatever stands behind them', () => {
  const [block] = saidBlocks(
    '见 https://example.com/a?b=1。或 http://x.cn/（备用）<https://evil.example|点>',
    undefined,
  )
  const json = JSON.stringify(block)
  expect([...json.matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url)).toEqual([
    'https://example.com/a?b=1',
    'http://x.cn/',
    'https://evil.example',
  ])
})
