import { recategorise } from './category.ts'
import { assign, claim, release, takeOver } from './claim.ts'
import { reckon, revisit } from './deadlines.ts'
import { proposePlan, returnPlan } from './plan.ts'
import type { ActOf } from './press.ts'
import { approveRelease, declineRelease } from './release.ts'
import { approve, dismiss, edit, reply, swap } from './reply.ts'
import { close, solve } from './solve.ts'
import { note, reprioritise, transfer } from './transfer.ts'

const acts: Record<string, ActOf> = {
  'suggestion.approve': approve,
  'suggestion.edit': edit,
  'suggestion.swap': swap,
  'suggestion.dismiss': dismiss,
  'plan.return': returnPlan,
  'release.approve': approveRelease,
  'release.decline': declineRelease,
  'ticket.reply': reply,
  'ticket.claim': claim,
  'ticket.release': release,
  'ticket.takeover': takeOver,
  'ticket.assign': assign,
  'ticket.transfer': transfer,
  'ticket.note': note,
  'ticket.priority': reprioritise,
  'ticket.category': recategorise,
  'ticket.plan': proposePlan,
  'ticket.solve': solve,
  'ticket.close': close,
  'ticket.revisit': revisit,
  'ticket.reckon': reckon,
}

/** What a button does to a ticket, by the action's id. */
export const actOf = (action: string): ActOf | undefined =>
  Object.hasOwn(acts, action) ? acts[action] : undefined
