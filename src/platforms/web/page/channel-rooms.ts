import type { Post, PostPage } from '../api.ts'
import { addresses } from './addresses.ts'
import type { DeskState } from './desk-state.ts'
import { emptyRoom, joinNewest, joinOlder, mergePosts, type Room, trimRoom } from './posts.ts'
import { createSender, type Sender } from './sender.ts'
import type { Store } from './store.ts'
import { toast } from './toast.tsx'
import { type Wire, wordsOf } from './wire.ts'

/** The channels as far as they are loaded, and what is written in them. */
export interface ChannelRooms {
  /** Loads a channel the first time it is looked at. */
  open: (channel: string) => Promise<void>
  loadOlder: (channel: string) => Promise<void>
  /** Everything that is held, anew. */
  loadAll: () => Promise<void>
  /** Puts a post in; true if it was not there before. */
  take: (channel: string, post: Post) => boolean
  sender: (channel: string) => Sender
}

// A desk that stays open for a week forgets what scrolled away long ago; it can be loaded again.
const most = 400

export function createChannelRooms(wire: Wire, state: Store<DeskState>): ChannelRooms {
  const senders = new Map<string, Sender>()
  const roomOf = (channel: string): Room => state.get().rooms[channel] ?? emptyRoom
  const put = (channel: string, room: Room): void => {
    state.change((held) => ({ ...held, rooms: { ...held.rooms, [channel]: room } }))
    senders.get(channel)?.arrived(room.posts)
  }
  const load = async (channel: string): Promise<void> => {
    const page = await wire.get<PostPage>(addresses.posts(channel))
    put(channel, trimRoom(joinNewest(roomOf(channel), page), most))
  }
  return {
    async open(channel) {
      if (roomOf(channel).loaded) return
      // From now on it takes posts, also while the first page is on its way.
      put(channel, roomOf(channel))
      await load(channel).catch(tell)
    },
    loadOlder: singly(async (channel) => {
      const { before } = roomOf(channel)
      if (before === undefined) return
      const page = await wire.get<PostPage>(addresses.posts(channel, before))
      put(channel, joinOlder(roomOf(channel), page))
    }),
    async loadAll() {
      await Promise.all(Object.keys(state.get().rooms).map((channel) => load(channel).catch(() => undefined)))
    },
    take(channel, post) {
      const room = roomOf(channel)
      const fresh = !room.posts.some((one) => one.id === post.id)
      if (channel in state.get().rooms) put(channel, { ...room, posts: mergePosts(room.posts, [post]) })
      return fresh
    },
    sender(channel) {
      const known = senders.get(channel)
      if (known) return known
      const sender = createTalkSender(wire, state.get().member.workNo, channel)
      senders.set(channel, sender)
      return sender
    },
  }
}

function createTalkSender(wire: Wire, workNo: string, channel: string): Sender {
  return createSender({
    wire,
    name: `unsent.${workNo}.${channel}`,
    said: ({ id, text }) => ({ kind: 'talk', id, channel, text }),
    onHeard({ status, notice }) {
      if (notice && status !== 'refused') toast(notice)
    },
  })
}

const tell = (error: unknown): void => toast(wordsOf(error), 'refused')

/** One at a time; a call in between does nothing, and a failure is said. */
function singly(act: (channel: string) => Promise<void>): (channel: string) => Promise<void> {
  let busy = false
  return async (channel) => {
    if (busy) return
    busy = true
    await act(channel).catch(tell)
    busy = false
  }
}
