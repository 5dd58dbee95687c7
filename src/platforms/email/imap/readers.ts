import { messageOf } from '../../../lib/errors.ts'
import { whileLeased } from '../../../lib/lease.ts'
import { identityOf, type Mailbox } from '../mailbox.ts'
import { type Bell, createBell } from './bell.ts'
import { isReadable, type ReadableMailbox } from './connect.ts'
import { type WatchDeps, watchMailbox } from './watch.ts'

export interface ReaderDeps extends WatchDeps {
  /** This process: unique among all that ever ran. */
  holder: string
  /** All that are to be read now. */
  mailboxes: () => Promise<Mailbox[]>
}

export interface Readers {
  /** Reads every mailbox until the signal; returns when every connection has ended. Never throws. */
  run(signal: AbortSignal): Promise<void>
  /** Something about the mailboxes changed, or somebody waits: look now. */
  wake: () => void
}

interface Running {
  /** The mailbox as it was found last: the next connection is made with this. */
  latest: { mailbox: ReadableMailbox }
  bell: Bell
  stop: AbortController
  ended: Promise<void>
}

/**
 * Reads all mailboxes; new, changed and closed ones are taken up within `pace.lookMs`. Any number of processes may
 * run it: each mailbox is read by one of them, and by another within `pace.leaseMs` after that one died.
 */
export function createReaders(deps: ReaderDeps): Readers {
  const bell = createBell()
  const running = new Map<string, Running>()
  return {
    async run(signal) {
      while (!signal.aborted) {
        bell.hush()
        await follow(deps, running)
        await bell.wait(deps.pace.lookMs, signal)
      }
      await Promise.all([...running.keys()].map((id) => stop(running, id)))
    },
    wake() {
      bell.ring()
      for (const one of running.values()) one.bell.ring()
    },
  }
}

/** Starts, stops and restarts, so that exactly what there is to read is read. */
async function follow(deps: ReaderDeps, running: Map<string, Running>): Promise<void> {
  let wanted: Map<string, ReadableMailbox>
  try {
    wanted = new Map((await deps.mailboxes()).filter(isReadable).map((mailbox) => [mailbox.id, mailbox]))
  } catch (error) {
    deps.log.warn({ reason: messageOf(error) }, 'Which mailboxes there are could not be asked')
    return
  }
  const outdated = [...running].filter(
    ([id, { latest }]) => settingsOf(latest.mailbox) !== settingsOf(wanted.get(id)),
  )
  await Promise.all(outdated.map(([id]) => stop(running, id)))
  for (const [id, mailbox] of wanted) {
    const one = running.get(id)
    if (one) one.latest.mailbox = mailbox
    else running.set(id, start(deps, mailbox))
  }
}

/** What of the mailbox a connection depends on. */
const settingsOf = (mailbox: ReadableMailbox | undefined): string =>
  mailbox ? JSON.stringify([mailbox.address, mailbox.imap, identityOf(mailbox.credentials)]) : ''

function start(deps: ReaderDeps, mailbox: ReadableMailbox): Running {
  const { leaseMs, renewMs, askLeaseMs } = deps.pace
  const bell = createBell()
  const stop = new AbortController()
  const latest = { mailbox }
  const leased = {
    name: `mailbox:${mailbox.id}`,
    holder: deps.holder,
    pace: { forMs: leaseMs, renewMs, askMs: askLeaseMs },
    act: (signal: AbortSignal) => watchMailbox(deps, { latest, signal, bell }),
  }
  const ended = whileLeased(deps, leased, stop.signal).catch((error: unknown) =>
    deps.log.error({ mailbox: mailbox.id, reason: messageOf(error) }, 'Reading a mailbox ended for good'),
  )
  return { latest, bell, stop, ended }
}

async function stop(running: Map<string, Running>, id: string): Promise<void> {
  const one = running.get(id)
  one?.stop.abort()
  await one?.ended
  running.delete(id)
}
