import { expect, test } from 'vitest'
import type { Db } from '../../../src/lib/db.ts'
import { PlatformError } from '../../../src/lib/errors.ts'
import type { DingtalkDeps, DingtalkTemplates } from '../../../src/platforms/dingtalk/deps.ts'
import { createSending } from '../../../src/platforms/dingtalk/send.ts'
import type { OutboundMessage } from '../../../src/platforms/platform.ts'
import { cardWith, nextId, type SendingSide, useSending } from '../../support/dingtalk/sending.ts'

const open = useSending()

/** Everything that a process does outside itself; at its nth point it dies, before or after having done it. */
function mortal(deps: DingtalkDeps, nth: number): { deps: DingtalkDeps; died: Promise<void> } {
  const dead = Promise.withResolvers<void>()
  let points = 0
  const point = async (): Promise<void> => {
    if (points++ !== nth) return
    dead.resolve()
    await new Promise(() => undefined)
  }
  const dying =
    <Args extends unknown[], Made>(act: (...args: Args) => Promise<Made>) =>
    async (...args: Args): Promise<Made> => {
      await point()
      const made = await act(...args)
      await point()
      return made
    }
  const within = (part: object): object =>
    new Proxy(part, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value === 'function') return dying(value.bind(target))
        return typeof name === 'string' && name.startsWith('dingtalk') ? within(value as object) : value
      },
    })
  return {
    deps: { ...deps, fetch: dying(deps.fetch), db: within(deps.db) as Db },
    died: dead.promise,
  }
}

/** What the outbox does with one that was being sent when its sender died. */
async function recovers(
  side: SendingSide,
  to: string,
  message: OutboundMessage,
): Promise<'sent' | 'unknown'> {
  const sending = side.another()
  const address = { platform: 'dingtalk', id: to }
  await side.fake.clock.passes(61_000)
  try {
    if (!(await sending.find(address, message.id))) await sending.send(address, message)
    return 'sent'
  } catch (error) {
    if (error instanceof PlatformError && error.reason === 'uncertain') return 'unknown'
    throw error
  }
}

const survey = (nth: number) =>
  cardWith({ key: `survey:${nth}`, kind: 'survey', audience: 'customer', title: `满意吗 ${nth}` })
const long = (nth: number): string => `第${nth}封。${'请先关掉水龙头。'.repeat(500)}完${nth}`

const cases: [
  string,
  DingtalkTemplates,
  'permission' | undefined,
  (nth: number) => Partial<OutboundMessage>,
][] = [
  ['a reply in several parts', { kind: 'public' }, undefined, (nth) => ({ text: long(nth) })],
  ['a card', { kind: 'public' }, undefined, (nth) => ({ card: survey(nth) })],
  ['a card as text', { kind: 'none' }, undefined, (nth) => ({ card: survey(nth) })],
  [
    'a card for which there is no template',
    { kind: 'public' },
    'permission',
    (nth) => ({ card: survey(nth) }),
  ],
]

test.each(cases)(
  '%s: killed at any point, it is with the customer once, or known to be uncertain',
  async (...one) => {
    const [, templates, fault, what] = one
    const side = await open({ templates })
    let unknown = 0
    let nth = 0
    for (let whole = false; !whole; nth += 1) {
      const message = {
        id: nextId(),
        text: '',
        author: { kind: 'agent' as const, name: '林晓' },
        ...what(nth),
      }
      if (fault) side.fake.api.fail(/createAndDeliver/, fault, fault)
      const { deps, died } = mortal(side.deps, nth)
      const before = side.fake.chat('wang').length
      const sent = createSending(deps).send({ platform: 'dingtalk', id: 'wang' }, message)
      whole = await Promise.race([sent.then(() => true), died.then(() => false)])
      const became = whole ? 'sent' : await recovers(side, 'wang', message)
      const seen = side.fake.chat('wang').slice(before)
      const shown = seen.map(({ text, card }) => card?.params.title ?? text)
      expect(new Set(shown).size, `twice after ${nth}: ${shown.join(' | ').slice(0, 300)}`).toBe(shown.length)
      if (became === 'unknown') unknown += 1
      else expect(shown.join('')).toContain(message.card?.title ?? `完${nth}`)
      while (side.fake.api.faultsLeft() > 0)
        await fetch(`${side.fake.url}/v1.0/card/instances/createAndDeliver`, { method: 'POST' })
    }
    expect(nth).toBeGreaterThan(8)
    // Only where it was noted as begun and not as done.
    expect(unknown).toBeLessThan(nth - 4)
  },
  120_000,
)
