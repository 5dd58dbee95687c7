/**
 * The neutral card: what a staff member or customer is shown, described once.
 * Every platform renders it as well as it can (Block Kit, a DingTalk template,
 * a WeCom template card, HTML). All texts are already translated; a card holds
 * data only and nothing of any platform.
 */
export interface Card {
  /** Names the card for ever: a later card with the same key replaces the shown one. */
  key: string
  /** Grows with every change; a press on an older revision is answered, never acted on. */
  revision: number
  kind: 'ticket' | 'suggestion' | 'supervisor' | 'plan' | 'reminder' | 'survey' | 'list'
  /** `customer`: goes to the customer. `internal`: staff only, shown as such. */
  audience: 'customer' | 'internal'
  title: string
  state?: CardState
  /** The ticket's number, so that a platform can link to it. */
  ticket?: string
  facts: CardFact[]
  quote?: CardQuote
  draft?: CardDraft
  /** Why this was proposed, what is missing, findings: short phrases. */
  why: string[]
  /** Alternatives to the draft, at most three. */
  choices: CardChoice[]
  /** At most five, at most one of them primary. */
  actions: CardAction[]
  /** What else may be done, for a menu; a platform without one leaves it out. */
  more?: CardAction[]
  /** Who did what when, and what it means; small print. */
  foot: string[]
}

/** Shown by mark and word together: colour is never the only sign. */
export interface CardState {
  tone: 'unclaimed' | 'working' | 'waiting' | 'solved' | 'filed' | 'overdue' | 'critical' | 'stale'
  mark: string
  label: string
}

/** So many facts every platform has room for. */
export const mostFacts = 8

export interface CardFact {
  label: string
  value: string
  /** Set for a deadline: the platform may count down to it. `from` is where the clock began. */
  deadline?: { from: string; due: string }
  /** Set beside a deadline: tells how it was reckoned, to the one who asks. */
  explain?: CardAction
}

export interface CardQuote {
  author: string
  /** The customer's words, literal: the platform must make them harmless. */
  text: string
  attachments: CardAttachment[]
  /** Set where personal data is hidden: shows the words as they were written to whoever may see them. */
  reveal?: CardAction
}

export interface CardAttachment {
  name: string
  /** Bytes. */
  size: number
  mediaType: string
  /** Where those who may can open it, relative to the desk's address; or a platform's own reference. */
  ref: string
}

export interface CardDraft {
  label: string
  text: string
}

export interface CardChoice {
  id: string
  label: string
  text: string
  selected: boolean
}

export interface CardAction {
  /** `noun.verb`, for example `ticket.claim`. */
  id: string
  label: string
  style: 'primary' | 'plain' | 'danger'
  /** Asked once before acting; says the consequence. */
  confirm?: string
  /** What the act needs: a modal, an inline editor, or a text reply where a platform has neither. */
  fields?: CardField[]
}

export interface CardField {
  id: string
  label: string
  /** `files`: what is added to the words; a platform without a way to add files leaves it out. */
  kind: 'text' | 'select' | 'rating' | 'files'
  value?: string
  required: boolean
  /** For `text`: characters. */
  max?: number
  options?: { id: string; label: string }[]
}

/** `send`: the author takes it upon themselves. `release`: a supervisor is asked. */
export type ReplyWay = 'send' | 'release'

/** A fault in a reply that was about to be sent, in its author's language. */
export interface ReplyFinding {
  /** `block` keeps the reply back; `warn` lets it pass once its author has seen it. */
  level: 'block' | 'warn'
  name: string
  advice: string
  /** The words it is about, UTF-16 units of the reply; the whole reply where something is missing. */
  start: number
  end: number
}
