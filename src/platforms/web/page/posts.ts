import type { Post, PostPage } from '../api.ts'

/** What a page holds of one room: posts in order, and where the older ones begin. */
export interface Room {
  posts: Post[]
  before?: string
  loaded: boolean
}

export const emptyRoom: Room = { posts: [], loaded: false }

/** Sequence numbers are bigint in decimal; a longer one is greater. */
export function compareSeq(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

/** The posts with `incoming` put in by `seq`; one with a known id replaces what stands there, unless it is older. */
export function mergePosts(held: Post[], incoming: Post[]): Post[] {
  const fresh = new Map(incoming.map((post) => [post.id, post]))
  const kept = held.map((post) => {
    const next = fresh.get(post.id)
    fresh.delete(post.id)
    // The place stays the one it was first shown at, so that an update never moves a card.
    return next && !isOlder(next, post) ? { ...next, seq: post.seq, postedAt: post.postedAt } : post
  })
  if (fresh.size === 0) return kept
  return [...kept, ...fresh.values()].toSorted((a, b) => compareSeq(a.seq, b.seq))
}

/** The newest page after a time without connection: joined where it meets what is held, else in its place. */
export function joinNewest(room: Room, page: PostPage): Room {
  const newestHeld = room.posts.at(-1)?.seq
  const oldestNew = page.posts[0]?.seq
  const gap =
    newestHeld !== undefined && oldestNew !== undefined && page.before !== undefined
      ? compareSeq(oldestNew, newestHeld) > 0
      : false
  // What came in while the first page was on its way belongs to it.
  if (!room.loaded) return { ...page, posts: mergePosts(page.posts, room.posts), loaded: true }
  if (gap) return { ...page, loaded: true }
  return { ...room, posts: mergePosts(room.posts, page.posts) }
}

/** The room with one page of older posts before it. */
export function joinOlder(room: Room, page: PostPage): Room {
  return {
    posts: mergePosts(room.posts, page.posts),
    loaded: true,
    ...(page.before === undefined ? {} : { before: page.before }),
  }
}

/** Forgets the oldest of a long room; they can be loaded again. */
export function trimRoom(room: Room, keep: number): Room {
  const posts = room.posts.slice(-keep)
  const first = posts[0]
  return first && posts.length < room.posts.length ? { ...room, posts, before: first.seq } : room
}

/** Since when to ask for what was missed: the latest change that is held. */
export function sinceOf(posts: Post[]): string | undefined {
  const latest = posts.reduce((at, post) => Math.max(at, Date.parse(post.changedAt)), 0)
  return latest > 0 ? new Date(latest).toISOString() : undefined
}

const isOlder = (next: Post, held: Post): boolean =>
  (next.card?.revision ?? 0) < (held.card?.revision ?? 0) ||
  Date.parse(next.changedAt) < Date.parse(held.changedAt)
