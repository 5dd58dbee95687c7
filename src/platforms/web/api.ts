/**
 * What the pages and the server of the web platform say to each other, as JSON.
 * Instants are ISO strings, sequence numbers decimal strings (they are bigint in the database).
 *
 * Who asks: a visitor sends `Authorization: Visitor <token>`; a staff member has
 * an http-only cookie and sends `X-CSRF` on everything that changes something.
 * One browser may hold several staff sessions, each in a seat of its own
 * (`X-Seat: agent`, or `?seat=agent` where a header cannot be sent).
 */
import type { Card, CardAttachment, CardFact, CardState, ReplyFinding, ReplyWay } from '../card.ts'

/** One message or card in a room. Shown again with the same `id` it replaces what stands there. */
export interface Post {
  id: string
  seq: string
  author: 'customer' | 'agent' | 'bot' | 'system' | 'staff'
  name: string
  text: string
  card?: Card
  attachments: CardAttachment[]
  postedAt: string
  changedAt: string
}

export interface PostPage {
  posts: Post[]
  /** `seq` to ask for older posts with; absent at the beginning. */
  before?: string
}

/** `POST /api/chat/visitor` answers with it; the token is the visitor's only key. */
export interface VisitorKey {
  id: string
  token: string
}

/** `GET /api/chat/me` */
export interface VisitorView {
  id: string
  name: string
  contact: string
  company: { name: string; demo: boolean }
  /** `seq` up to which staff have read. */
  readByStaff: string
}

export interface UploadView {
  id: string
  name: string
  size: number
  mediaType: string
}

/** `POST /webhooks/web`, the one door for what people do. `id` is a fresh UUID; sending it again is harmless. */
export type Said =
  | { kind: 'message'; id: string; text: string; uploads: string[] }
  | {
      kind: 'action'
      id: string
      card: { key: string; revision: number }
      action: string
      values: Record<string, string>
      /** What was uploaded to go with it. */
      uploads?: string[]
    }
  | { kind: 'talk'; id: string; channel: string; text: string }

export interface Heard {
  status: 'done' | 'refused' | 'ignored' | 'kept'
  notice?: string
  /** Why a reply was kept back, and how the same press may be repeated. */
  findings?: ReplyFinding[]
  ways?: ReplyWay[]
  /** For the presser's eyes only. */
  shown?: { label: string; text: string }[]
}

/** Every error answer: `message` is fit to be shown. */
export interface Refusal {
  error: string
  message: string
}

/** Server-sent events on `GET /api/chat/stream` and `GET /api/desk/stream`; the event's name is `type`. */
export type StreamEvent =
  | { type: 'post'; room: string; post: Post }
  | { type: 'read'; seq: string }
  | { type: 'typing'; room: string; name: string }
  /** The reader should load everything again (a restart, a long gap). */
  | { type: 'reload' }

export interface ChannelView {
  id: string
  name: string
  /** `personal`: what concerns this member alone, reminders above all. */
  kind: 'desk' | 'department' | 'supervisors' | 'administrators' | 'personal'
  unread: number
  /** Cards whose deadline has passed or is near. */
  due: number
}

/** `GET /api/desk/me` */
export interface MemberView {
  workNo: string
  name: string
  roles: string[]
  locale: string
  csrf: string
  demo: boolean
  company: string
  channels: ChannelView[]
  administrator: boolean
}

/** `GET /api/desk/tickets/:number`: everything on the right-hand column, already in the reader's language. */
export interface TicketPanel {
  number: string
  title: string
  state: CardState
  facts: CardFact[]
  clocks: ClockView[]
  /** The handling record, field by field. */
  record: { label: string; value: string }[]
  /** The customer's other matters, newest first. */
  history: { number: string; title: string; state: CardState; at: string }[]
  messages: {
    author: 'customer' | 'agent' | 'bot'
    name: string
    text: string
    at: string
    attachments: CardAttachment[]
    /** Warnings to whoever reads it, a line each. */
    doubts: string[]
  }[]
  events: { at: string; who: string; what: string }[]
  /** What this reader may do here now: pressed like a card's button. */
  card: Card
  /** The visitor's room if the customer writes on this platform. */
  room?: string
}

export interface ClockView {
  label: string
  from: string
  due: string
  state: 'running' | 'paused' | 'met' | 'late'
  note: string
}

/** `GET /api/desk/search?q=` */
export interface FoundTicket {
  number: string
  title: string
  state: CardState
  at: string
}

/** `GET /api/admin/system` */
export interface SystemView {
  staff: {
    id: string
    workNo: string
    name: string
    roles: string[]
    departments: string[]
    login: string
    active: boolean
  }[]
  departments: { code: string; name: string }[]
  /** Deliveries given up or uncertain, newest first. */
  deliveries: { id: string; to: string; what: string; status: string; error: string; at: string }[]
  /** What came in and could not be handled yet. */
  arrivals: { platform: string; id: string; error: string; attempts: number; at: string }[]
  demo: boolean
}

/** `POST /api/admin/staff` */
export interface NewStaff {
  workNo: string
  name: string
  roles: string[]
  departments: string[]
  login: string
  /** By which chat platforms are asked which account is theirs. */
  email?: string | undefined
}
