import type { MemberView, Post } from '../api.ts'
import { addresses } from './addresses.ts'
import { type ChannelRooms, createChannelRooms } from './channel-rooms.ts'
import type { DeskState, LatestPost } from './desk-state.ts'
import { createStaffWire, seated } from './door.ts'
import { language } from './language.ts'
import { follow, type LiveEvent } from './live.ts'
import { compareSeq, sinceOf } from './posts.ts'
import { playSound } from './sound.ts'
import { createStore, type Store } from './store.ts'
import type { Wire } from './wire.ts'

/** The desk as the page's parts use it. */
export interface Desk extends Pick<ChannelRooms, 'open' | 'loadOlder' | 'sender'> {
  wire: Wire
  state: Store<DeskState>
  heard: LatestPost
  read: (channel: string, seq: string) => void
}

/** Signs the page on to the desk. Throws WireError, `expired` when nobody is signed in. */
export async function openDesk(): Promise<Desk> {
  let csrf = ''
  let onExpired: (() => void) | undefined
  const wire: Wire = createStaffWire(
    () => csrf,
    () => onExpired?.(),
    async () => {
      csrf = await csrfAgain(wire, member.workNo)
    },
  )
  const member = await wire.get<MemberView>(addresses.me)
  csrf = member.csrf
  if (member.locale !== language) wire.post(addresses.locale, { locale: language }).catch(() => undefined)
  const state = createStore<DeskState>({ member, rooms: {}, live: 'connecting', expired: false, typing: {} })
  onExpired = () => state.change((held) => ({ ...held, expired: true }))
  const rooms = createChannelRooms(wire, state)
  const heard: LatestPost = createStore(undefined)
  const refresh = createRefresh(wire, state)
  followDesk({ wire, state, heard, rooms, refresh })
  return { wire, state, heard, ...rooms, read: createReading(wire, refresh) }
}

/** The session's token anew. What was written by one member must not go out as another's: then the page begins again. */
async function csrfAgain(wire: Wire, workNo: string): Promise<string> {
  const { workNo: now, csrf } = await wire.get<MemberView>(addresses.me)
  if (now === workNo) return csrf
  location.reload()
  // Never settles: what was being sent stays kept as unsent for the member who wrote it.
  return new Promise(() => undefined)
}

interface Parts {
  wire: Wire
  state: Store<DeskState>
  heard: LatestPost
  rooms: ChannelRooms
  refresh: () => void
}

function followDesk({ wire, state, heard, rooms, refresh }: Parts): void {
  const onPost = (room: string, post: Post): void => {
    heard.change(() => ({ room, post }))
    if (!room.startsWith('channel:')) return
    const fresh = rooms.take(room.slice('channel:'.length), post)
    if (fresh && post.name !== state.get().member.name && document.hidden) playSound()
    refresh()
  }
  const onEvent = (event: LiveEvent): void => {
    if (event.type === 'post') onPost(event.room, event.post)
    if (event.type !== 'typing') return
    const writing = { name: event.name, until: Date.now() + 6000 }
    state.change((held) => ({ ...held, typing: { ...held.typing, [event.room]: writing } }))
  }
  const loadAll = async (): Promise<void> => {
    refresh()
    await rooms.loadAll()
  }
  const allPosts = (): Post[] => Object.values(state.get().rooms).flatMap((room) => room.posts)
  follow({
    address: () => seated(addresses.stream(sinceOf(allPosts()))),
    headers: wire.headers,
    onEvent,
    onReload: loadAll,
    onState(live) {
      state.change((held) => ({ ...held, live, expired: held.expired || live === 'expired' }))
      if (live === 'open') void loadAll()
    },
  })
}

/** Counts what is unread and due anew: soon after something happened, and each minute, because deadlines pass by themselves. */
function createRefresh(wire: Wire, state: Store<DeskState>): () => void {
  const refresh = delayed(() => {
    wire.get<MemberView>(addresses.me).then(
      (member) => state.change((held) => ({ ...held, member })),
      () => undefined,
    )
  }, 700)
  setInterval(refresh, 60_000)
  return refresh
}

/** Tells how far each channel is read; never backwards, and not for each step of the wheel. */
function createReading(wire: Wire, refresh: () => void): Desk['read'] {
  const told = new Map<string, string>()
  const waiting = new Map<string, string>()
  const flush = delayed(() => {
    for (const [channel, seq] of waiting)
      wire.post(addresses.read(channel), { seq }).then(refresh, () => told.delete(channel))
    waiting.clear()
  }, 400)
  return (channel, seq) => {
    if (compareSeq(seq, told.get(channel) ?? '0') <= 0) return
    told.set(channel, seq)
    waiting.set(channel, seq)
    flush()
  }
}

/** Runs once for many calls, `ms` after the first of them. */
function delayed(act: () => void, ms: number): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      act()
    }, ms)
  }
}
