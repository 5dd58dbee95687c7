import type { Card, CardAttachment, ReplyFinding, ReplyWay } from './card.ts'

/** An outside system: `web`, `email`, `slack`, `dingtalk`, `wecom`. */
export type PlatformName = string

/** A room, a mailbox or one customer's conversation on a platform. */
export interface Address {
  platform: PlatformName
  id: string
}

/** One message or card on its way out. */
export interface OutboundMessage {
  /** The delivery's id: sending it twice must show it once, where the platform allows that. */
  id: string
  /** What is read where no card can be shown; a customer's reply is only this. */
  text: string
  author: { kind: 'bot' | 'agent' | 'system'; name: string }
  card?: Card
  attachments?: CardAttachment[]
  /** The platform's id of the message this one replaces in place. */
  replaces?: string
  /** Instead of words: the customer goes on with the member of staff of this account in the platform's own client. */
  handOver?: string
}

/** The platform's answer to a message sent. */
export interface SentMessage {
  externalId: string
}

export interface InboundAttachment {
  name: string
  /** Bytes. */
  size: number
  mediaType: string
  /** The platform's reference: how it finds the stored file again. */
  ref: string
}

/**
 * What speaks against taking a message as its customer's own words: `sender_failed`: the sender may be forged;
 * `other_sender`: somebody else writes in a conversation begun by another; `unreadable`: not all of it could be read.
 */
export type Doubt = 'sender_failed' | 'other_sender' | 'unreadable'

/** A customer's utterance. */
export interface InboundMessage {
  kind: 'message'
  platform: PlatformName
  /** Unique on the platform: a redelivery carries the same one. */
  externalId: string
  /** The place it was said in, unique on the platform; answers go there. */
  conversation: string
  from: {
    id: string
    name?: string
    contact?: string
    /** Contacts the platform vouches for, which nobody else can have: whoever has the same is the same customer. */
    verified?: { email?: string; mobile?: string }
  }
  text: string
  /** What it is headed with, where the platform has headings and this one begins something. */
  subject?: string
  doubts?: Doubt[]
  attachments: InboundAttachment[]
  /** The language of the customer's surface, for example `zh-CN`. */
  locale?: string
  /** Set by the house: a secret stood in the text and was taken out. */
  secretsHidden?: boolean
}

/** A press of a card's button, by staff or (on a survey) by a customer. */
export interface InboundAction {
  kind: 'action'
  platform: PlatformName
  externalId: string
  /** The presser's account on the platform; who that is and may do is not the platform's business. */
  by: string
  /** Set where the platform vouches that the customer of this conversation pressed, whoever that is. */
  conversation?: string
  card: { key: string; revision: number }
  action: string
  /** The fields of the action by id, as typed. */
  values: Record<string, string>
  /** Files the presser added, each known to be theirs. */
  attachments?: InboundAttachment[]
  /** The language of the presser's surface, where the platform knows it. */
  locale?: string
}

/** Something a staff member typed in a channel: talk among staff or a command. Never goes to a customer. */
export interface InboundTalk {
  kind: 'talk'
  platform: PlatformName
  externalId: string
  by: string
  channel: string
  text: string
  locale?: string
}

/** A message of ours that was taken, and did not reach its customer after all. */
export interface InboundUndelivered {
  kind: 'undelivered'
  platform: PlatformName
  externalId: string
  /** The id of the delivery. */
  delivery: string
  /** Why, as a word of the locale's `desk.undelivered` table. */
  reason: string
  /** What the other side said, literal; '' where it said nothing. */
  said: string
}

/** Something a program wrote in a customer's conversation: kept on the ticket's trail and never answered. */
export interface InboundNote {
  kind: 'note'
  platform: PlatformName
  externalId: string
  conversation: string
  /** What it is, for example `auto_reply`: a word of the locale's `desk.event.note` table. */
  about: string
  text: string
}

export type Inbound = InboundMessage | InboundAction | InboundTalk | InboundUndelivered | InboundNote

/** What became of one inbound thing, for the platform to answer with. */
export interface Outcome {
  /** `ignored`: it had been recorded before. `kept`: recorded, to be handled again later. */
  status: 'done' | 'refused' | 'ignored' | 'kept'
  /** One translated sentence for the one who acted; absent when nothing needs saying. */
  notice?: string
  /** The message as it is kept, where secrets were taken out of it: no platform keeps more. */
  text?: string
  /** Why the reply was not sent: shown to its author in place, with the words they are about. */
  findings?: ReplyFinding[]
  /** How the same press may be repeated: with `despite` among its values set to one of these. */
  ways?: ReplyWay[]
  /** What the press was allowed to see; for the presser's eyes only, and kept nowhere. */
  shown?: { label: string; text: string }[]
  /** The same press was made before, and this is what became of it then. */
  again?: true
}

/** A file that came by a platform, as a browser gets it. */
export interface OpenedFile {
  name: string
  mediaType: string
  bytes: Buffer
  /** May be shown by the browser; anything else is only saved. */
  shown: boolean
  /** Holds a customer's words as they were written, which cards hide in part: who opens it is kept on record. */
  personal?: true
}

/** A verified and decoded request: what came in, and how its answer is made from the outcomes. */
export interface WebhookResult {
  inbound: Inbound[]
  /** Set where it takes long to tell what came in: the rest of it. */
  coming?: Promise<Inbound[]>
  /** One outcome for each inbound thing, in order. A platform may first note what was recorded, hence the promise. */
  respond(outcomes: Outcome[]): WebhookAnswer | Promise<WebhookAnswer>
  /** It could not be recorded. */
  failed?: (error: unknown) => void
  /** Set where somebody waits in front of it: what is answered after so long, whatever becomes of it later. */
  soon?: { afterMs: number; answer: () => WebhookAnswer }
}

export interface WebhookAnswer {
  status: number
  headers?: Record<string, string>
  body: string
}

/** One raw HTTP request as the server received it; header names in lower case. */
export interface WebhookRequest {
  method: string
  url: string
  headers: Record<string, string | undefined>
  body: Buffer
  /** The remote address, for rate limits. */
  ip: string
}

/** What a pull platform yields: `answer` is for platforms that show the outcome to the one who acted. */
export interface Pulled {
  inbound: Inbound
  answer?(outcome: Outcome): Promise<void>
  /** It could not be recorded: the outside must not be told that it was taken. */
  failed?(error: unknown): void
}

export interface Platform {
  readonly name: PlatformName
  /**
   * Sends or updates one message or card; returns the platform's id for it.
   * Throws PlatformError: `refused` (never try again), `unreachable` (try again,
   * after `retryAfterMs` if given) or `uncertain` (it may have arrived).
   */
  send(to: Address, message: OutboundMessage): Promise<SentMessage>
  /**
   * After an uncertain send: the message with this delivery id, if it did arrive; undefined where it did not.
   * Throws PlatformError `uncertain` where nobody will ever know.
   */
  find?(to: Address, id: string): Promise<SentMessage | undefined>
  /** Push: verifies and decodes one request. Throws ForbiddenError on a bad signature. */
  webhook?(request: WebhookRequest): Promise<WebhookResult>
  /** Set where requests may be larger than the server takes from anybody: bytes, and from whom. */
  large?: { bytes: number; admits(headers: WebhookRequest['headers']): Promise<boolean> }
  /** Pull: one counts as acknowledged only when the caller asks for the next one; with `atOnce`, when it is answered. */
  listen?(signal: AbortSignal): AsyncIterable<Pulled>
  /** How many of what it yields may be under way together; one where nothing is said. */
  readonly atOnce?: number
  /** The account of somebody who works here, by what the playbook says of them; `undefined` where they have none. */
  findAccount?(member: { workNo: string; email?: string }): Promise<string | undefined>
  /** Customers can go on with a member of staff in the platform's own client. */
  readonly handsOver?: boolean
  /** The file behind an attachment's reference; `undefined` where it is none of this platform. */
  openFile?(ref: string): Promise<OpenedFile | undefined>
  /** Ends connections; called once, on stop. */
  close?(): Promise<void>
}
