import type { MemberView, Post } from '../api.ts'
import type { LiveState } from './live.ts'
import type { Room } from './posts.ts'
import type { Store } from './store.ts'

/** What the desk page shows, save the open ticket. */
export interface DeskState {
  member: MemberView
  /** By channel id; a channel that was not opened yet has none. */
  rooms: Record<string, Room>
  live: LiveState
  expired: boolean
  /** By room: who is writing, until when. */
  typing: Record<string, { name: string; until: number }>
}

/** The latest post heard, of any room: an open ticket looks whether it is concerned. */
export type LatestPost = Store<{ room: string; post: Post } | undefined>
