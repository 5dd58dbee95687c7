import { isAway } from '../../lib/db.ts'
import { messageOf } from '../../lib/errors.ts'
import type { Outcome, Pulled } from '../platform.ts'
import { aside } from './aside.ts'
import type { DingtalkDeps } from './deps.ts'
import { createHeard, type Heard } from './heard.ts'
import { createPressTurn, type PressTurn } from './press-turn.ts'
import { readRobotMessage } from './read/message.ts'
import { readCallback } from './read/press.ts'
import { actionOf, readSaid, tellOutcome } from './read/said.ts'
import type { CardAnswer, CardPress, Sending } from './sending.ts'
import { cardTopic, robotTopic, type Take } from './stream/connection.ts'
import { createLine } from './stream/line.ts'

/** Everything that came and is not recorded yet, by stream or by callback; it outlives connections. */
export interface Arrivals {
  take: Take
  /** A press that came by HTTP: its answer, in time. */
  press(press: CardPress, id: string): Promise<CardAnswer>
  /** Yields until the signal; what could not be recorded stands first in the next round. */
  pulled(signal: AbortSignal): AsyncGenerator<Pulled>
  /** When nothing that was yielded is under way any more, or after a moment. */
  settled(): Promise<void>
}

type Arrived =
  | { kind: 'message'; messageId: string; data: unknown; answer: (data: unknown) => void; tries: number }
  | { kind: 'press'; id: string; press: CardPress; turn: PressTurn }

interface Parts {
  deps: DingtalkDeps
  sending: Sending
  heard: Heard
  /** What could not be recorded goes back to where it stood, or behind everything else. */
  back: (arrived: Arrived, last: boolean) => void
  /** Ends the round: the database is away, and asking it at once again would not help. */
  fail: (error: unknown) => void
}

/** How long a stop waits for what is under way. */
const settleMs = 3_000
const mostTries = 3

export function createArrivals(deps: DingtalkDeps, sending: Sending): Arrivals {
  const line = createLine<Arrived>()
  const underWay = new Set<Promise<void>>()
  let round = new AbortController()
  const parts: Parts = {
    deps,
    sending,
    heard: createHeard(),
    back: (arrived, last) => (last ? line.put(arrived, false) : line.back(arrived)),
    fail: (error) => round.abort(error),
  }
  const putPress = (press: CardPress, id: string, answer: (answer: CardAnswer) => void): void =>
    line.put({ kind: 'press', id, press, turn: createPressTurn(deps, sending, { press, answer }) }, true)
  return {
    take({ type, topic, messageId, data }, answer) {
      // Nothing that happens in the organisation changes anything here: taken note of, and that is all.
      if (type === 'EVENT') return answer({ status: 'SUCCESS', message: '' })
      if (topic === robotTopic) return line.put({ kind: 'message', messageId, data, answer, tries: 0 }, false)
      const press = topic === cardTopic ? readCallback(data) : undefined
      if (press) putPress(press, messageId, (made) => answer({ response: made }))
      else answer({ response: {} })
    },
    press: (press, id) => new Promise((resolve) => putPress(press, id, resolve)),
    async *pulled(signal) {
      round = new AbortController()
      const ends = AbortSignal.any([signal, round.signal])
      for (;;) {
        const arrived = await line.next(ends)
        if (!arrived) break
        const pulled = await readArrived(parts, arrived).catch((error: unknown) =>
          failed(parts, arrived, error),
        )
        if (pulled) yield followed(pulled, underWay)
      }
      // Whoever listens begins again, after a pause.
      if (!signal.aborted) throw round.signal.reason
    },
    async settled() {
      await Promise.race([Promise.all(underWay), deps.pause(settleMs)])
    },
  }
}

/** Stands among those under way until it is answered or failed. */
function followed(pulled: Pulled, underWay: Set<Promise<void>>): Pulled {
  const { promise, resolve } = Promise.withResolvers<void>()
  underWay.add(promise)
  const over = (): void => {
    underWay.delete(promise)
    resolve()
  }
  return {
    inbound: pulled.inbound,
    answer: (outcome) => (pulled.answer?.(outcome) ?? Promise.resolve()).finally(over),
    failed(error) {
      pulled.failed?.(error)
      over()
    },
  }
}

const readArrived = (parts: Parts, arrived: Arrived): Promise<Pulled | undefined> =>
  arrived.kind === 'press' ? readPress(parts, arrived) : readMessage(parts, arrived)

async function readPress(parts: Parts, arrived: Arrived & { kind: 'press' }): Promise<Pulled | undefined> {
  const { deps, sending } = parts
  const { id, press, turn } = arrived
  const pressed = await sending.readPress(press)
  if (!pressed) {
    aside(deps, turn.strange())
    return undefined
  }
  turn.read(pressed)
  if (pressed.asks) {
    turn.asks()
    return undefined
  }
  return {
    inbound: actionOf(pressed, { externalId: `press:${id}`, channels: deps.host.channels }),
    async answer(outcome) {
      // Where the card has no room for the ways in which it may be repeated, a page of their own has.
      if (outcome.ways?.length && !pressed.buttons) aside(deps, sending.offerForm(pressed))
      await turn.settle(outcome)
    },
    failed: (error) => failed(parts, arrived, error),
  }
}

async function readMessage(
  parts: Parts,
  arrived: Arrived & { kind: 'message' },
): Promise<Pulled | undefined> {
  const { deps, sending, heard } = parts
  // https://open.dingtalk.com/document/orgapp/the-application-robot-in-the-enterprise-sends-group-chat-messages
  const acknowledge = (): void => arrived.answer({ response: null })
  const { id = arrived.messageId } = readRobotMessage(arrived.data, arrived.messageId) ?? {}
  if (heard.has(id)) {
    acknowledge()
    return undefined
  }
  const said = await readSaid(deps, sending, arrived)
  if (!said) {
    heard.add(id)
    acknowledge()
    return undefined
  }
  const { inbound, typed } = said
  if (typed?.asks) {
    heard.add(id)
    acknowledge()
    aside(deps, sending.offerForm(typed))
    return undefined
  }
  return {
    inbound,
    async answer(outcome: Outcome) {
      acknowledge()
      heard.add(id)
      tellOutcome(deps, sending, said, outcome)
    },
    failed: (error) => failed(parts, arrived, error),
  }
}

/** It could not be recorded: a presser is told to try again; words are kept, for DingTalk may not send them again. */
function failed({ deps, back, fail }: Parts, arrived: Arrived, error: unknown): undefined {
  fail(error)
  if (arrived.kind === 'message') {
    // One that nobody can record must not keep the others away; while nothing can be, their order is kept.
    if (!isAway(error)) arrived.tries += 1
    back(arrived, arrived.tries >= mostTries)
    return undefined
  }
  arrived.turn
    .settle({ status: 'refused', notice: deps.translate(deps.site.company.locale, 'dingtalk.press.failed') })
    .catch((late: unknown) => deps.log.warn({ error: messageOf(late) }, 'a press could not be answered'))
  return undefined
}
