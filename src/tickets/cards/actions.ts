import type { CardAction, CardField } from '../../platforms/card.ts'
import { priorities } from '../../playbook/playbook.ts'
import { openStatuses } from '../change.ts'
import type { TicketState } from '../state.ts'
import { type Audience, titleOf } from './parts.ts'

type Style = CardAction['style']

/** Builds actions in the audience's language; every label is `desk.action.<id>`. */
function builder({ translate, locale }: Audience) {
  const text = (key: string): string => translate(locale, `desk.action.${key}`)
  const field = (id: string, kind: CardField['kind'], rest: Partial<CardField> = {}): CardField => ({
    id,
    label: translate(locale, `desk.field.${id}`),
    kind,
    required: true,
    ...rest,
  })
  const action = (id: string, style: Style = 'plain', rest: Partial<CardAction> = {}): CardAction => ({
    id,
    label: text(id),
    style,
    ...rest,
  })
  return { text, field, action }
}

/** 认领 · 给出方案 · 标记解决 · 转派 · 内部备注 (释放 instead of 认领 once claimed). */
export function departmentActions(audience: Audience, { ticket, plan }: TicketState): CardAction[] {
  const { action, field } = builder(audience)
  const note = action('ticket.note', 'plain', { fields: [field('text', 'text', { max: 2000 })] })
  if (!openStatuses.includes(ticket.status)) return [note]
  const planned = plan !== null && plan.status !== 'withdrawn' && plan.status !== 'rejected'
  const claimed = ticket.assigneeId !== null
  return [
    claimed ? action('ticket.release') : action('ticket.claim', 'primary'),
    action('ticket.plan', claimed && !planned ? 'primary' : 'plain', {
      fields: [field('text', 'text', { max: 2000 })],
    }),
    solveAction(audience, claimed && planned ? 'primary' : 'plain'),
    transferAction(audience, ticket.department),
    note,
  ]
}

/** 回复客户 · 转部门 · 改优先级 · 标记解决 or 结案 · 内部备注 */
export function deskActions(audience: Audience, { ticket, secondOpinion }: TicketState): CardAction[] {
  const { action, field } = builder(audience)
  const files = field('files', 'files', { required: false })
  const reply = action('ticket.reply', 'plain', { fields: [field('text', 'text', { max: 5000 }), files] })
  const note = action('ticket.note', 'plain', { fields: [field('text', 'text', { max: 2000 })] })
  if (ticket.duplicateOf !== null) return [note]
  if (ticket.status === 'closed') return [reply, note]
  if (ticket.status === 'solved') {
    const text = builder(audience).text('ticket.close.confirm')
    return [reply, action('ticket.close', 'plain', { confirm: text }), note]
  }
  const choices = priorities.map((id) => ({
    id,
    label: audience.translate(audience.locale, `desk.priority.${id}`),
  }))
  const reprioritise = action('ticket.priority', 'plain', {
    fields: [
      field('priority', 'select', { options: choices, value: ticket.priority }),
      field('reason', 'text', { required: false, max: 300 }),
    ],
  })
  // While the category is a guess, the choice between the two says where the ticket goes.
  const likely = [ticket.category, ...(ticket.otherCategory ? [ticket.otherCategory] : [])]
  const route =
    ticket.otherCategory || secondOpinion
      ? categoryAction(audience, likely)
      : transferAction(audience, ticket.department)
  return [reply, route, reprioritise, solveAction(audience, 'plain'), note]
}

/** 定类别: one of the two it may be, or any other. */
export function categoryAction(audience: Audience, likely: readonly string[] = []): CardAction {
  const { action, field } = builder(audience)
  const { categories } = audience.playbook
  const rank = ({ code }: { code: string }): number =>
    likely.includes(code) ? likely.indexOf(code) : likely.length
  const options = categories
    .toSorted((one, other) => rank(one) - rank(other))
    .map(({ code, name }) => ({ id: code, label: name[audience.locale] }))
  const value = likely[0]
  return action('ticket.category', 'plain', {
    fields: [field('category', 'select', { options, ...(value ? { value } : {}) })],
  })
}

/** 合并: into another open ticket of the same customer, where there is one among their latest. */
export function mergeActions(audience: Audience, { ticket, history }: TicketState): CardAction[] {
  if (!openStatuses.includes(ticket.status)) return []
  const { action, field, text } = builder(audience)
  const options = history.latest
    .filter(({ status }) => openStatuses.includes(status))
    .map((other) => ({ id: other.number, label: titleOf(audience, other) }))
  if (options.length === 0) return []
  const fields = [field('into', 'select', { options })]
  return [action('ticket.merge', 'plain', { confirm: text('ticket.merge.confirm'), fields })]
}

/** 接管 · 指派 · 改优先级 · 内部备注 */
export function supervisorActions(audience: Audience, state: TicketState): CardAction[] {
  const { action, field } = builder(audience)
  const offered = deskActions(audience, state)
  const [reply, , reprioritise, , note] = offered
  if (state.ticket.duplicateOf !== null) return offered
  if (!openStatuses.includes(state.ticket.status)) return [reply, note].filter((one) => one !== undefined)
  const assign = action('ticket.assign', 'plain', { fields: [field('workNo', 'text', { max: 40 })] })
  return [action('ticket.takeover', 'primary'), assign, reprioritise, note].filter((one) => one !== undefined)
}

function transferAction(audience: Audience, from: string): CardAction {
  const { action, field } = builder(audience)
  const options = audience.playbook.departments
    .filter(({ code }) => code !== from)
    .map(({ code, name }) => ({ id: code, label: name[audience.locale] }))
  return action('ticket.transfer', 'plain', {
    fields: [
      field('department', 'select', { options }),
      field('reason', 'text', { required: false, max: 300 }),
    ],
  })
}

function solveAction(audience: Audience, style: Style): CardAction {
  const { action, field, text } = builder(audience)
  const options = ['solved', 'unsolvable'].map((id) => ({ id, label: text(`result.${id}`) }))
  return action('ticket.solve', style, {
    fields: [field('result', 'text', { max: 2000 }), field('code', 'select', { options, value: 'solved' })],
  })
}

/** 通过并发送 · 修改后发送 · 换一条 · 不采用; for a plan 退回部门 instead of the last two. */
export function suggestionActions(
  audience: Audience,
  draft: string,
  about: { plan: boolean; several: boolean },
): CardAction[] {
  const { action, field, text } = builder(audience)
  const edit = action('suggestion.edit', 'plain', {
    fields: [
      field('text', 'text', { value: draft, max: 5000 }),
      field('files', 'files', { required: false }),
    ],
  })
  const approve = action('suggestion.approve', 'primary', { confirm: text('suggestion.approve.confirm') })
  const swap = about.several ? [action('suggestion.swap')] : []
  if (about.plan)
    return [
      approve,
      edit,
      ...swap,
      action('plan.return', 'danger', { fields: [field('reason', 'text', { max: 500 })] }),
    ]
  return [approve, edit, ...swap, action('suggestion.dismiss')]
}
