import { messageOf } from '../../lib/errors.ts'
import type { Outcome, Pulled } from '../platform.ts'
import type { DingtalkDeps } from './deps.ts'
import { createPressTurn, type PressTurn } from './press-turn.ts'
import { readCallback } from './read/press.ts'
import { actionOf, noticeOf, readSaid } from './read/said.ts'
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
  | { kind: 'message'; messageId: string; data: unknown; answer: (data: unknown) => void }
  | { kind: 'press'; id: string; press: CardPress; turn: PressTurn }

interface Parts {
  deps: DingtalkDeps
  sending: Sending
  /** What could not be recorded goes back. */
  back: (arrived: Arrived) => void
  /** Ends the round: the database is away, and asking it at once again would not help. */
  fail: (error: unknown) => void
}

/** How long a stop waits for what is under way. */
const settleMs = 3_000

export function createArrivals(deps: DingtalkDeps, sending: Sending): Arrivals {
  const line = createLine<Arrived>()
  const underWay = new Set<Promise<void>>()
  let round = new AbortController()
  const parts: Parts = {
    deps,
    sending,
    back: (arrived) => line.back(arrived),
    fail: (error) => round.abort(error),
  }
  const putPress = (press: CardPress, id: string, answer: (answer: CardAnswer) => void): void =>
    line.put({ kind: 'press', id, press, turn: createPressTurn(deps, sending, answer) }, true)
  return {
    take({ type, topic, messageId, data }, answer) {
      // Nothing that happens in the organisation changes anything here: taken note of, and that is all.
      if (type === 'EVENT') return answer({ status: 'SUCCESS', message: '' })
      if (topic === robotTopic) return line.put({ kind: 'message', messageId, data, answer }, false)
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
    turn.strange()
    return undefined
  }
  turn.read(pressed)
  if (pressed.asks) {
    await turn.asks()
    return undefined
  }
  return {
    inbound: actionOf(pressed, { externalId: `press:${id}`, channels: deps.host.channels }),
    answer: (outcome) => turn.settle(outcome),
    failed: (error) => failed(parts, arrived, error),
  }
}

async function readMessage(
  parts: Parts,
  arrived: Arrived & { kind: 'message' },
): Promise<Pulled | undefined> {
  const { deps, sending } = parts
  // https://open.dingtalk.com/document/orgapp/the-application-robot-in-the-enterprise-sends-group-chat-messages
  const acknowledge = (): void => arrived.answer({ response: null })
  const said = await readSaid(deps, sending, arrived)
  if (!said) {
    acknowledge()
    return undefined
  }
  const { place, inbound, asks } = said
  if (asks) {
    await sending.offerForm(asks)
    acknowledge()
    return undefined
  }
  return {
    inbound,
    async answer(outcome: Outcome) {
      acknowledge()
      const notice = outcome.status === 'ignored' ? undefined : noticeOf(outcome, inbound)
      if (notice) await sending.say(place, notice)
    },
    failed: (error) => failed(parts, arrived, error),
  }
}

/** It could not be recorded: a presser is told to try again; words are kept, for DingTalk may not send them again. */
function failed({ deps, back, fail }: Parts, arrived: Arrived, error: unknown): undefined {
  fail(error)
  if (arrived.kind === 'message') {
    back(arrived)
    return undefined
  }
  arrived.turn
    .settle({ status: 'refused', notice: deps.translate(deps.site.company.locale, 'dingtalk.press.failed') })
    .catch((late: unknown) => deps.log.warn({ error: messageOf(late) }, 'a press could not be answered'))
  return undefined
}
