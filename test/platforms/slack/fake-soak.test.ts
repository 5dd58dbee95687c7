import type { WebClient } from '@slack/web-api'
import { expect, test } from 'vitest'
import { openSlack, webClient } from '../../support/slack/clients.ts'
import type { FakeSlack } from '../../support/slack/fake-slack.ts'
import type { Message } from '../../support/slack/shapes.ts'
import { fullSoak, type SoakPlan, soak, verdict } from '../../support/slack/soak.ts'

const { kills: _none, ...long } = fullSoak
const plan: SoakPlan = { ...long, people: 5, messages: 200 }

const numberIn = ({ text }: Message): number | undefined => Number(/(\d+)/.exec(text)?.[1])

interface Post {
  channel: string
  text: string
}

/** An app of a few lines that answers each message; how it posts is what the tests are about. */
async function withApp(post: (web: WebClient, answer: Post) => Promise<unknown>): Promise<{
  slack: FakeSlack
  work: { last: Promise<unknown> }
}> {
  const work: { last: Promise<unknown> } = { last: Promise.resolve() }
  const slack = await openSlack({
    subscribed: ['message'],
    http({ body }) {
      const { event } = JSON.parse(body)
      if (!event.bot_id && !event.subtype) {
        const answer = { channel: event.channel, text: `答${event.text}` }
        work.last = work.last.then(() => post(webClient(slack), answer)).catch(() => undefined)
      }
      return Promise.resolve({ status: 200, body: '' })
    },
  })
  return { slack, work }
}

test('a careful app passes: it looks before it posts again', async () => {
  const { slack, work } = await withApp(async (web, answer) => {
    for (;;) {
      try {
        return await web.chat.postMessage(answer)
      } catch {
        const { messages } = await web.conversations.history({ channel: answer.channel, limit: 1_000 })
        if (messages?.some(({ text }) => text === answer.text)) return undefined
      }
    }
  })
  const said = await soak(slack, plan)
  await work.last
  expect(said).toHaveLength(200)
  expect(verdict(slack, said, numberIn)).toEqual({ lost: [], twice: [], disordered: [] })
})

test('an app that posts again at once says things twice, one that never does loses some', async () => {
  const hasty = await withApp(async (web, answer) => {
    for (;;) {
      try {
        return await web.chat.postMessage(answer)
      } catch {
        // again
      }
    }
  })
  const said = await soak(hasty.slack, plan)
  await hasty.work.last
  expect(verdict(hasty.slack, said, numberIn).twice.length).toBeGreaterThan(5)
  const lazy = await withApp((web, answer) => web.chat.postMessage(answer))
  const saidAgain = await soak(lazy.slack, plan)
  await lazy.work.last
  expect(verdict(lazy.slack, saidAgain, numberIn).lost.length).toBeGreaterThan(4)
})

test('a soak is the same at each run of its seed', async () => {
  const run = async (): Promise<string[]> => {
    const slack = await openSlack({ http: () => Promise.resolve({ status: 200, body: '' }) })
    const said = await soak(slack, { ...plan, messages: 30 })
    return said.map(({ person, message }) => `${person} ${message.text} ${message.ts}`)
  }
  expect(await run()).toEqual(await run())
})
