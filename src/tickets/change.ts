import type { SuggestionStatus, TicketStatus } from '../generated/enums.ts'
import type { InboundAttachment } from '../platforms/platform.ts'
import type { ClockName, Step, Tone } from '../playbook/playbook.ts'
import type { TicketState } from './state.ts'
import type { Act } from './status.ts'

/** Who acts, as the audit trail names them. */
export interface Actor {
  kind: 'customer' | 'agent' | 'department' | 'supervisor' | 'administrator' | 'bot'
  name: string
  staffId: string | null
}

/** One line of the audit trail: who, what, from, to; when is the change's instant. */
export interface Happening {
  kind: string
  by: Actor
  from?: string
  to?: string
  note?: string
}

/** Something said to the customer. */
export interface Saying {
  text: string
  /** Absent: the bot, with a script marked automatic. */
  by?: Actor & { workNo: string }
  script?: string
  /** Sent as a card with buttons: the survey, or a plan to accept. */
  card?: 'survey' | 'plan'
}

/** One filled script within a suggestion. */
export interface ReplyOption {
  script: string | null
  title: string
  text: string
  why: string[]
  /** Facts the reply asks for. */
  asks: string[]
  /** What the agent made of it, once it was sent. */
  sent?: string
}

export interface NewSuggestion {
  options: ReplyOption[]
  tone: Tone
  step: Step
  /** The plan it words, if it is not the answer to a message. */
  planId: string | null
}

/** Automatic words for the customer, and a suggestion for the agent. */
export interface Voice {
  say?: Saying[]
  suggest?: NewSuggestion | undefined
}

/** What a decision on the pending suggestion was. */
interface Decision {
  suggestionId: string
  status: Exclude<SuggestionStatus, 'pending'>
  by: Actor | null
  /** What was sent in the end. */
  sent?: string
}

/**
 * Everything that one act does to a ticket, as a value: acts are pure, and one
 * place (`settle`) writes it, with its cards, in the caller's transaction.
 */
export interface Change {
  act?: Act
  set?: Partial<Omit<TicketState['ticket'], 'id' | 'number' | 'status'>>
  heard?: { text: string; attachments: InboundAttachment[]; externalId: string }
  say?: Saying[]
  /** What is said and proposed knowing the ticket as it then is: its number, its deadlines. */
  voice?: (after: TicketState) => Voice
  start?: ClockName[]
  stop?: ClockName[]
  decide?: Decision
  /** Another option of the pending suggestion is shown. */
  swap?: { suggestionId: string; chosen: number }
  propose?: { id: string; text: string; staffId: string }
  /** `told`: the words in which the customer got it. */
  plan?: { id: string; status: 'sent' | 'accepted' | 'rejected' | 'withdrawn'; told?: string }
  happened: Happening[]
  /** A channel's card that is no longer its business: the department before a transfer. */
  leave?: string
  /** Supervisors are shown the ticket, with the reason. */
  escalate?: string
}

/** An act that was not possible, with the key and values of the sentence that says why. */
export interface Refusal {
  refused: string
  values?: Record<string, string>
}

/** Whether an act was refused. */
export const isRefusal = (result: Change | Refusal): result is Refusal => 'refused' in result

/** The statuses in which a ticket still waits for somebody's work. */
export const openStatuses: readonly TicketStatus[] = ['unclaimed', 'in_progress', 'waiting_customer']
