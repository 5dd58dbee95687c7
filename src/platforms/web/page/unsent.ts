import type { Post, UploadView } from '../api.ts'

/** A customer's message on its way: kept until its post comes back, over reloads and lost connections. */
export interface Unsent {
  id: string
  text: string
  uploads: UploadView[]
  at: string
  state: 'waiting' | 'sent' | 'refused'
  /** Why it was refused, fit to be shown. */
  notice?: string
}

/** The first one to send: order is kept because a later one is never asked for while an earlier one waits. */
export function nextUnsent(list: Unsent[]): Unsent | undefined {
  return list.find((one) => one.state === 'waiting')
}

export function markUnsent(list: Unsent[], id: string, state: Unsent['state'], notice?: string): Unsent[] {
  return list.map((one) => {
    if (one.id !== id) return one
    const { notice: _, ...rest } = one
    return { ...rest, state, ...(notice === undefined ? {} : { notice }) }
  })
}

/** Without those whose posts have come back. */
export function withoutArrived(list: Unsent[], posts: Post[]): Unsent[] {
  const arrived = new Set(posts.map((post) => post.id))
  const rest = list.filter((one) => !arrived.has(one.id))
  return rest.length === list.length ? list : rest
}

/** Reads what an earlier page kept; anything that is not such a list counts as none. */
export function parseUnsent(kept: string | undefined): Unsent[] {
  try {
    const value: unknown = JSON.parse(kept ?? '[]')
    return Array.isArray(value) ? value.filter(isUnsent) : []
  } catch {
    return []
  }
}

function isUnsent(value: unknown): value is Unsent {
  if (typeof value !== 'object' || value === null) return false
  const held = new Map<string, unknown>(Object.entries(value))
  return (
    ['id', 'text', 'at'].every((name) => typeof held.get(name) === 'string') &&
    ['waiting', 'sent', 'refused'].some((state) => held.get('state') === state) &&
    Array.isArray(held.get('uploads'))
  )
}
