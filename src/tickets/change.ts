import type { Roster } from '../departments/duty/roster.ts'
import type { SuggestionStatus, TicketStatus } from '../generated/enums.ts'
import type { ReplyWay } from '../platforms/card.ts'
import type { InboundAttachment } from '../platforms/platform.ts'
import type { ClockName, PolicyClock, Step, Tone } from '../playbook/playbook.ts'
import type { Finding } from '../scripts/check.ts'
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

/** Nobody of the department was on duty, so everybody was told in person. */
export const alarm = (department: string): Happening => ({
  kind: 'duty.alarmed',
  by: { kind: 'bot', name: '', staffId: null },
  to: `department.${department}`,
})

/** Something said to the customer. */
export interface Saying {
  text: string
  /** Absent: the bot, with a script marked automatic. */
  by?: Actor & { workNo: string }
  script?: string
  attachments?: InboundAttachment[]
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
  /** It asks which of two matters it is. */
  clarifies?: true
  /** What the agent made of it, once it was sent. */
  sent?: string
}

export interface NewSuggestion {
  options: ReplyOption[]
  tone: Tone
  step: Step
  /** The plan it words, if it is not the answer to a message. */
  planId: string | null
  /** It words a result, and is no answer to a message either. */
  tells?: 'result'
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
  /** What was sent in the end … */
  sent?: string
  /** … and of which option it was made, where it is not the one that was shown. */
  chosen?: number
}

/** What the customer said. */
interface Heard {
  text: string
  attachments: InboundAttachment[]
  doubts: string[]
  externalId: string
  /** Where, if not in the ticket's own conversation. */
  conversationId?: number
}

/**
 * Everything that one act does to a ticket, as a value: acts are pure, and one
 * place (`settle`) writes it, with its cards, in the caller's transaction.
 */
export interface Change {
  act?: Act
  set?: Partial<Omit<TicketState['ticket'], 'id' | 'number' | 'status'>>
  heard?: Heard
  say?: Saying[]
  /** What is said and proposed knowing the ticket as it then is: its number, its deadlines. */
  voice?: (after: TicketState) => Voice
  start?: PolicyClock[]
  stop?: ClockName[]
  /** A date on which somebody is to come back to the matter, and what for. */
  revisit?: { due: Date; note: string }
  /** Deadlines follow what the playbook says now: somebody chose so. */
  reckon?: true
  decide?: Decision
  /** Another option of the pending suggestion is shown. */
  swap?: { suggestionId: string; chosen: number }
  propose?: { id: string; text: string; staffId: string }
  /** `told`: the words in which the customer got it. */
  plan?: { id: string; status: 'sent' | 'accepted' | 'rejected' | 'withdrawn'; told?: string }
  happened: Happening[]
  /** A reply that waits for a supervisor's yes. */
  askRelease?: NewRelease
  /** What a supervisor decided on one. */
  release?: { id: string; status: 'approved' | 'declined' | 'stale'; by: Actor; reason?: string }
  /** A channel's card that is no longer its business: the department before a transfer. */
  leave?: string
  /** Who is on duty, where it was looked up already. */
  roster?: Roster
  /** Supervisors are shown the ticket, with the reason. */
  escalate?: string
  /** What the presser is told, where it is not what their button says: a key under `desk.done`. */
  done?: string
}

/** A reply that its author may not send alone. */
export interface NewRelease {
  id: string
  suggestionId: string | null
  scriptId: string | null
  messageId: number | null
  text: string
  attachments: InboundAttachment[]
  findings: Finding[]
  authorId: string
}

/** An act that was not possible, with the key and values of the sentence that says why. */
export interface Refusal {
  refused: string
  values?: Record<string, string>
  /** The reply check's, and how the press may be repeated all the same. */
  findings?: Finding[]
  ways?: ReplyWay[]
}

/** Whether an act was refused. */
export const isRefusal = (result: Change | Refusal): result is Refusal => 'refused' in result

/** The statuses in which a ticket still waits for somebody's work. */
export const openStatuses: readonly TicketStatus[] = ['unclaimed', 'in_progress', 'waiting_customer']
