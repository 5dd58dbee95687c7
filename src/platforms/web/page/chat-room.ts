import type { PostPage, VisitorView } from '../api.ts'
import { addresses } from './addresses.ts'
import { follow, type LiveEvent, type LiveState } from './live.ts'
import { compareSeq, emptyRoom, joinNewest, joinOlder, mergePosts, type Room, sinceOf } from './posts.ts'
import { createSender, type Sender } from './sender.ts'
import { createStore, type Store } from './store.ts'
import { meetVisitor, visitorWire } from './visitor.ts'
import { wordsOf } from './wire.ts'

/** Anything else is sent without asking. */
const mayHoldSecret = /[0-9０-９]{3}|[零〇一二三四五六七八九幺]{3}|密码|口令|验证码|pass|pwd|pin|cvv/i

/** What the chat page shows. */
export interface ChatState {
  view: VisitorView
  room: Room
  live: LiveState
  /** Who is writing, until when. */
  typing?: { name: string; until: number }
  /** Why older posts could not be loaded. */
  fault?: string
}

export interface ChatRoom {
  state: Store<ChatState>
  sender: Sender
  loadOlder: () => Promise<void>
  saveProfile: (profile: { name: string; contact: string }) => Promise<void>
  read: (seq: string) => void
  tellTyping: () => void
  /** What speaks against sending this. */
  look: (text: string) => Promise<string | undefined>
}

/** Finds out who the visitor is and opens their room. Throws WireError when there is no way to the server. */
export async function openChatRoom(): Promise<ChatRoom> {
  const view = await meetVisitor()
  const state = createStore<ChatState>({ view, room: emptyRoom, live: 'connecting' })
  const sender = createSender({
    wire: visitorWire,
    name: 'unsent',
    said: ({ id, text, uploads }) => ({ kind: 'message', id, text, uploads: uploads.map((one) => one.id) }),
  })
  const put = (part: Partial<ChatState>): void => {
    state.change((held) => ({ ...held, ...part }))
    if (part.room) sender.arrived(part.room.posts)
  }
  const loadAll = async (): Promise<void> => {
    const page = await visitorWire.get<PostPage>(addresses.visitorPosts())
    put({ room: joinNewest(state.get().room, page) })
    put({ view: await visitorWire.get<VisitorView>(addresses.visitorMe) })
  }
  follow({
    address: () => addresses.visitorStream(sinceOf(state.get().room.posts)),
    headers: visitorWire.headers,
    onEvent: (event) => put(changeFor(state.get(), event)),
    onReload: () => loadAll().catch(() => undefined),
    onState(live) {
      put({ live })
      // A visitor the server no longer knows begins anew, as a fresh browser would.
      if (live === 'expired') location.reload()
      if (live !== 'open') return
      sender.hurry()
      loadAll().catch((error: unknown) => put({ fault: wordsOf(error) }))
    },
  })
  return { state, sender, ...roomActs(state, put) }
}

/** What an event changes on the page. */
function changeFor({ room, typing, view }: ChatState, event: LiveEvent): Partial<ChatState> {
  if (event.type === 'typing') return { typing: { name: event.name, until: Date.now() + 6000 } }
  if (event.type === 'post') {
    const posts = mergePosts(room.posts, [event.post])
    // Whoever was writing has written.
    const still = typing && event.post.author === 'customer' ? typing : { name: '', until: 0 }
    return { room: { ...room, posts }, typing: still }
  }
  return compareSeq(event.seq, view.readByStaff) > 0 ? { view: { ...view, readByStaff: event.seq } } : {}
}

function roomActs(
  state: Store<ChatState>,
  put: (part: Partial<ChatState>) => void,
): Pick<ChatRoom, 'loadOlder' | 'saveProfile' | 'read' | 'tellTyping' | 'look'> {
  const wire = visitorWire
  let loading = false
  let readSeq = '0'
  let told = 0
  return {
    async loadOlder() {
      const { before } = state.get().room
      if (before === undefined || loading) return
      loading = true
      try {
        const page = await wire.get<PostPage>(addresses.visitorPosts(before))
        put({ room: joinOlder(state.get().room, page), fault: '' })
      } catch (error) {
        put({ fault: wordsOf(error) })
      }
      loading = false
    },
    async saveProfile(profile) {
      put({ view: await wire.post<VisitorView>(addresses.visitorProfile, profile) })
    },
    read(seq) {
      if (compareSeq(seq, readSeq) <= 0) return
      readSeq = seq
      wire.post(addresses.visitorRead, { seq }).catch(() => undefined)
    },
    async look(text) {
      if (!mayHoldSecret.test(text)) return undefined
      // Advice only: a line that is down keeps nobody from writing.
      const answer = await wire
        .post<{ warning?: string }>(addresses.visitorLook, { text })
        .catch(() => undefined)
      return answer?.warning
    },
    tellTyping() {
      if (Date.now() - told < 4000) return
      told = Date.now()
      wire.post(addresses.visitorTyping, {}).catch(() => undefined)
    },
  }
}
