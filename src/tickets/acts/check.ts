import type { Emotion, Role } from '../../playbook/playbook.ts'
import { checkReply, type Finding } from '../../scripts/check.ts'
import type { Happening, Refusal, ReplyOption } from '../change.ts'
import type { TicketState } from '../state.ts'
import { entered, type House, type Press } from './press.ts'

/** What the reply check says of a press: it may go out, a supervisor is asked, or why not. */
export type Verdict = { passed: Happening[] } | { ask: Finding[] } | Refusal

/** Looks a reply over before it goes out; a press repeated with `despite` takes one of the ways it was offered. */
export function checkWords(state: TicketState, press: Press, house: House, text: string): Verdict {
  const findings = findingsIn(state, house, text, limitOf(press.staff.roles, house))
  if (findings.length === 0) return { passed: [] }
  const blocks = findings.filter(({ level }) => level === 'block')
  const way = wayOf(blocks, press)
  // The card of a suggestion shows what the check says of its words: whoever approves it has seen that.
  const seen = press.suggestion?.options !== undefined && isProposed(press.suggestion.options, text)
  const despite = entered(press, 'despite') || (seen && blocks.length === 0 ? 'send' : '')
  if (way === 'send' && despite === 'send') return { passed: [noted(press, findings)] }
  if (way === 'release' && despite === 'release') return { ask: findings }
  return {
    refused: blocks.length > 0 ? 'check.block' : 'check.warn',
    findings,
    ...(way ? { ways: [way] } : {}),
  }
}

const isProposed = (options: unknown, text: string): boolean =>
  (options as ReplyOption[]).some((option) => option.text === text)

/** The findings on a reply to this ticket's customer, sent by somebody who may promise so many yuan. */
export const findingsIn = (
  state: TicketState,
  house: Pick<House, 'playbook'>,
  text: string,
  limit: number,
): Finding[] =>
  checkReply(text, {
    customer: state.words?.text ?? state.ticket.description,
    emotion: state.ticket.emotion as Emotion,
    authority: { limit },
    ownNumbers: house.playbook.company.phone ? [house.playbook.company.phone] : [],
  })

/** How much somebody with these roles may promise, in yuan. */
export function limitOf(roles: readonly string[], { playbook }: Pick<House, 'playbook'>): number {
  const limits: Partial<Record<Role, number>> = playbook.authority
  return Math.max(0, ...roles.map((role) => limits[role as Role] ?? 0))
}

/**
 * Warnings are the author's to pass. Too great a promise is a supervisor's, up to what they themselves may promise,
 * and so is what only looks like a fault: nobody must be left without a way to say what is right.
 */
function wayOf(blocks: readonly Finding[], { staff }: Press): 'send' | 'release' | undefined {
  if (blocks.length === 0) return 'send'
  if (!blocks.every(({ code, certain }) => code === 'overpromise' || !certain)) return undefined
  // Somebody's data and secrets are nobody's to release.
  if (blocks.some(({ code }) => code === 'leaks_pii' || code === 'asks_secret')) return undefined
  if (!staff.roles.includes('supervisor')) return 'release'
  return blocks.some(({ values }) => values?.limit !== undefined) ? undefined : 'send'
}

const noted = ({ actor }: Press, findings: readonly Finding[]): Happening => ({
  kind: 'reply.despite',
  by: actor,
  to: [...new Set(findings.map(({ code }) => `check.${code}`))].join(' '),
})
