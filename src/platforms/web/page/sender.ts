import type { Heard, Post, Said, UploadView } from '../api.ts'
import { pauseBefore } from './backoff.ts'
import { keep, kept } from './kept.ts'
import { onKept } from './kept-elsewhere.ts'
import { t } from './language.ts'
import { createStore, type Store } from './store.ts'
import { markUnsent, nextUnsent, parseUnsent, type Unsent, withoutArrived } from './unsent.ts'
import { type Wire, WireError, wordsOf } from './wire.ts'

/** Sends what is written in one room in order, each with one id for all its tries. */
export interface Sender {
  unsent: Store<Unsent[]>
  send: (text: string, uploads: UploadView[]) => void
  retry: (id: string) => void
  discard: (id: string) => void
  /** These have come back as posts. */
  arrived: (posts: Post[]) => void
  /** The line is there again: do not wait any longer. */
  hurry: () => void
}

export interface SenderOptions {
  wire: Wire
  /** Under which the browser keeps what is unsent; other tabs share it. */
  name: string
  /** What is said for one of them. */
  said: (one: Unsent) => Said
  onHeard?: (heard: Heard) => void
}

type Change = (next: (list: Unsent[]) => Unsent[]) => void

/** What is unsent goes out at once and survives a reload. */
export function createSender(options: SenderOptions): Sender {
  const { unsent, change } = keepUnsent(options.name)
  const pause = createPause()
  let running = false
  const run = async (): Promise<void> => {
    if (running) return
    running = true
    for (let one = nextUnsent(unsent.get()); one; one = nextUnsent(unsent.get())) {
      const { id } = one
      const { state, notice } = await sendOne(one, options, pause.wait)
      change((list) => markUnsent(list, id, state, notice))
    }
    running = false
  }
  void run()
  return {
    unsent,
    send(text, uploads) {
      const at = new Date().toISOString()
      change((list) => [...list, { id: crypto.randomUUID(), text, uploads, at, state: 'waiting' }])
      void run()
    },
    retry(id) {
      change((list) => markUnsent(list, id, 'waiting'))
      void run()
    },
    discard: (id) => change((list) => list.filter((one) => one.id !== id)),
    arrived(posts) {
      if (withoutArrived(unsent.get(), posts) !== unsent.get()) change((list) => withoutArrived(list, posts))
    },
    hurry: pause.end,
  }
}

// A server that fails on one message for this long will not take it: it must not hold up those behind it.
const triesOnFault = 8

/** Tries until there is an answer, or no hope of one. */
async function sendOne(
  one: Unsent,
  { wire, said, onHeard }: SenderOptions,
  wait: (ms: number) => Promise<void>,
): Promise<{ state: Unsent['state']; notice?: string }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const heard = await wire.say(said(one))
      onHeard?.(heard)
      if (heard.status !== 'refused') return { state: 'sent' }
      return { state: 'refused', notice: heard.notice ?? t('card.refused') }
    } catch (error) {
      const passing = error instanceof WireError && error.passing
      if (!passing || (error.kind === 'broken' && attempt >= triesOnFault))
        return { state: 'refused', notice: wordsOf(error) }
      await wait(error.retryAfterMs ?? pauseBefore(attempt, Math.random()))
    }
  }
}

/** The unsent of a room, in step with what the browser keeps of them. */
function keepUnsent(name: string): { unsent: Store<Unsent[]>; change: Change } {
  const read = (): Unsent[] => parseUnsent(kept(name))
  const unsent = createStore(read())
  onKept(name, () => unsent.change(read))
  return {
    unsent,
    // Read before every change: another tab may have put something into the same list.
    change: (next) =>
      unsent.change(() => {
        const list = next(read())
        keep(name, list.length === 0 ? undefined : JSON.stringify(list))
        return list
      }),
  }
}

/** A wait that ends early when the line is there again. */
function createPause(): { wait: (ms: number) => Promise<void>; end: () => void } {
  let end: (() => void) | undefined
  addEventListener('online', () => end?.())
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        end = resolve
        setTimeout(resolve, ms)
      }),
    end: () => end?.(),
  }
}
