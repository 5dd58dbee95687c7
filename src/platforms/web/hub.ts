import { messageOf } from '../../lib/errors.ts'
import type { StreamEvent } from './api.ts'
import type { WebDeps } from './deps.ts'
import type { Notice } from './notice.ts'
import { findPost } from './post.ts'
import type { Sink } from './sink.ts'

/** Somebody with a page open. */
export interface Reader {
  side: 'visitor' | 'staff'
  /** Whose: one person has only so many streams. */
  person: string
  sink: Sink
  mayRead(room: string): boolean | Promise<boolean>
  /** False once this reader may not go on reading; looks again at what may be read. */
  check(): Promise<boolean>
}

export interface Hub {
  /**
   * From now on the reader hears what happens, after what `catchUp` gives; without that (it was too much, or it
   * failed) the reader has to load again. Returns how to leave.
   */
  join(reader: Reader, catchUp: () => Promise<StreamEvent[] | undefined>): Promise<() => void>
  publish: (notice: Notice) => void
  /** Everybody has to load again. */
  reloadAll: () => void
  /** The beat: shows every stream that it lives and asks every reader's right again. */
  beat(): Promise<void>
  /** Ends every stream, and at once those that come later: the desk closes. */
  endAll(): void
}

const mostPerPerson = 12

/** How far a reader is with the past. */
interface Hearing {
  /** What happened while it is being read; absent once it was. */
  waiting?: StreamEvent[]
  /** What it gave, by what it is about: of what was written meanwhile a notice comes as well. */
  told: Map<string, string>
}

/** Brings what happens in the rooms to the readers of this process, in order. */
export function createHub(deps: Pick<WebDeps, 'db' | 'log'>): Hub {
  const readers = new Map<Reader, Hearing>()
  let queue: Promise<void> = Promise.resolve()
  let ended = false

  const say = (reader: Reader, event: StreamEvent): void => {
    const { waiting, told } = readers.get(reader) ?? { told: new Map<string, string>() }
    if (waiting) return void waiting.push(event)
    const again = told.get(subjectOf(event)) === JSON.stringify(event)
    told.delete(subjectOf(event))
    if (!again) reader.sink.send(event)
  }
  const leave = (reader: Reader): void => void readers.delete(reader)
  const dismiss = (reader: Reader): void => {
    leave(reader)
    reader.sink.reload()
  }
  const deliver = async (notice: Notice): Promise<void> => {
    const hearing = await readersOf([...readers.keys()], notice)
    const event = hearing.length > 0 ? await eventOf(deps, notice) : undefined
    if (event) for (const reader of hearing) if (readers.has(reader)) say(reader, event)
  }

  return {
    async join(reader, catchUp) {
      // Who came while it was looked up who they are finds the desk closed.
      if (ended) {
        reader.sink.end()
        return () => undefined
      }
      const own = [...readers.keys()].filter((one) => one.person === reader.person)
      for (const old of own.slice(0, Math.max(0, own.length - mostPerPerson + 1))) dismiss(old)
      // What happens while the past is being read waits behind it: a newer state is never overwritten by an older.
      const waiting: StreamEvent[] = []
      readers.set(reader, { waiting, told: new Map() })
      // The head of the answer is sent, so a failure has no status: the page loads again and hears there what is wrong.
      const missed = await catchUp().catch(() => undefined)
      if (!missed) dismiss(reader)
      for (const event of missed ?? []) reader.sink.send(event)
      if (!readers.has(reader)) return () => undefined
      readers.set(reader, {
        told: new Map(missed?.map((event) => [subjectOf(event), JSON.stringify(event)])),
      })
      for (const event of waiting) say(reader, event)
      return () => leave(reader)
    },
    publish(notice) {
      queue = queue
        .then(() => deliver(notice))
        .catch((error: unknown) => {
          deps.log.error({ error: messageOf(error) }, 'web: could not show what happened')
          for (const reader of readers.keys()) dismiss(reader)
        })
    },
    reloadAll() {
      for (const reader of readers.keys()) dismiss(reader)
    },
    async beat() {
      await Promise.all(
        [...readers.keys()].map(async (reader) => {
          if (!reader.sink.closed && (await reader.check().catch(() => true))) return reader.sink.beat()
          dismiss(reader)
        }),
      )
    },
    endAll() {
      ended = true
      for (const reader of readers.keys()) reader.sink.end()
      readers.clear()
    },
  }
}

/** What a later event of the same subject stands for. */
const subjectOf = (event: StreamEvent): string => (event.type === 'post' ? event.post.id : event.type)

async function readersOf(all: Reader[], notice: Notice): Promise<Reader[]> {
  const side =
    'typing' in notice ? (notice.by === 'staff' ? 'visitor' : 'staff') : 'read' in notice ? 'visitor' : 'any'
  const asked = all.filter((reader) => side === 'any' || reader.side === side)
  const may = await Promise.all(asked.map(async (reader) => reader.mayRead(notice.room)))
  return asked.filter((_, index) => may[index])
}

async function eventOf(deps: Pick<WebDeps, 'db'>, notice: Notice): Promise<StreamEvent | undefined> {
  const { room } = notice
  if ('typing' in notice) return { type: 'typing', room, name: notice.typing }
  if ('read' in notice) return { type: 'read', seq: notice.read }
  const post = await findPost(deps.db, notice.post)
  return post ? { type: 'post', room, post } : undefined
}
