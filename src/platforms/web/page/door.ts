import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { withQuery } from './addresses.ts'
import { createWire, type Wire } from './wire.ts'

/** How this page reaches the server, in the role it is in. */
export interface Door {
  wire: Wire
  /** Whose texts are kept in this browser: a work number, or the visitor. */
  owner: string
  /** A stored file's address for a plain link; a visitor has none, because the key goes in a header. */
  fileAddress?: (ref: string) => string
  /** Lets the customer of a ticket see that somebody is writing. */
  tellTyping?: (ticket: string) => void
}

export const DoorContext = createContext<Door>({ wire: createWire(() => ({})), owner: '' })

export const useDoor = (): Door => useContext(DoorContext)

/** Only what the web platform itself stores can be opened here. */
export const isOurFile = (ref: string): boolean => /^\/api\/files\/[\w-]+$/.test(ref)

/** The seat this tab sits in: one browser may hold several members. */
const seat = new URLSearchParams(location.search).get('seat') ?? ''

/** A path of ours that keeps the seat. */
export const seated = (path: string): string => withQuery(path, { seat: seat || undefined })

/** A staff member's wire: the session is a cookie, the seat says which one, and `csrf` is known once `me` has answered. */
export function createStaffWire(
  csrf: () => string,
  onExpired?: () => void,
  renew?: () => Promise<void>,
): Wire {
  return createWire(() => ({ ...(seat ? { 'x-seat': seat } : {}), 'x-csrf': csrf() }), onExpired, renew)
}
