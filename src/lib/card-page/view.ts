import type { Card, CardAction, CardField, ReplyFinding } from '../../platforms/card.ts'
import type { Outcome } from '../../platforms/platform.ts'
import { escaped } from '../html.ts'
import { type FieldFault, type Filled, fieldsOf, ids } from './form.ts'

/** A text of `desk.page`, in the reader's language. */
export type Say = (key: string, values?: Record<string, string | number>) => string

/** The card as its presser sees it above the form. */
export function cardParts({ state, facts, quote, draft, why }: Card, { id }: CardAction): string[] {
  // Whoever edits the draft has it before them.
  const shown = id === 'suggestion.edit' ? undefined : draft
  return [
    ...(state ? [`<p>${escaped(`${state.mark} ${state.label}`)}</p>`] : []),
    ...(facts.length > 0
      ? [
          `<dl>${facts.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`,
        ]
      : []),
    ...(quote
      ? [
          `<h2>${escaped(quote.author)}</h2>`,
          `<blockquote>${escaped([quote.text, ...quote.attachments.map(({ name }) => `📎 ${name}`)].filter(Boolean).join('\n'))}</blockquote>`,
        ]
      : []),
    ...(shown ? [`<h2>${escaped(shown.label)}</h2>`, `<div class="draft">${escaped(shown.text)}</div>`] : []),
    ...(why.length > 0 ? [`<p><small>${escaped(why.join(' · '))}</small></p>`] : []),
  ]
}

/** What the form shows: what was filled in before, what is wrong with it, and how it may be sent all the same. */
export interface Asking {
  action: CardAction
  /** Where the form is posted to: another attempt has an address of its own. */
  post?: string
  filled?: Filled
  faults?: FieldFault[]
  ways?: NonNullable<Outcome['ways']>
}

/** The form of an action. */
export function formParts(say: Say, { action, post, filled, faults = [], ways = [] }: Asking): string[] {
  const fields = fieldsOf(action.fields)
  const left = (action.fields ?? []).length > fields.length
  const style = action.style === 'danger' ? ' class="danger"' : ''
  return [
    `<form method="post"${post === undefined ? '' : ` action="${escaped(post)}"`}>`,
    ...fields.flatMap((field) => {
      const fault = faults.find((one) => one.field === field.id)
      const value = filled?.values[field.id] ?? field.value ?? ''
      return [
        ...fieldParts(say, field, value),
        ...(fault
          ? [
              `<p class="notice" role="alert">${escaped(say(`fault.${fault.fault}`, { max: field.max ?? 0 }))}</p>`,
            ]
          : []),
      ]
    }),
    ...(action.confirm ? [`<p>${escaped(action.confirm)}</p>`] : []),
    `<button${style}>${escaped(action.label)}</button>`,
    ...ways.map(
      (way) => `<button class="plain" name="despite" value="${way}">${escaped(say(`way.${way}`))}</button>`,
    ),
    `<p><small>${escaped([say('safe'), ...(left ? [say('noFiles')] : [])].join(' '))}</small></p></form>`,
  ]
}

function fieldParts(say: Say, field: CardField, value: string): string[] {
  const { id, kind, label, required, max, options = [] } = field
  const name = escaped(id)
  const must = required ? ' required' : ''
  const title = escaped(required ? label : say('optional', { label }))
  if (kind === 'rating')
    return [
      `<fieldset><legend>${title}</legend>`,
      ...ids(kind).map(
        (one) =>
          `<label><input type="radio" name="${name}" value="${one}"${must}${one === value ? ' checked' : ''}> ${one}</label>`,
      ),
      '</fieldset>',
    ]
  if (kind === 'select')
    return [
      `<label for="${name}">${title}</label>`,
      `<select id="${name}" name="${name}"${must}>`,
      ...(required && value !== '' ? [] : ['<option value=""></option>']),
      ...options.map(
        (one) =>
          `<option value="${escaped(one.id)}"${one.id === value ? ' selected' : ''}>${escaped(one.label)}</option>`,
      ),
      '</select>',
    ]
  const rows = Math.min(14, Math.max(max !== undefined && max <= 100 ? 1 : 5, value.split('\n').length + 1))
  const most = max === undefined ? '' : ` maxlength="${max}"`
  return [
    `<label for="${name}">${title}</label>`,
    // The first line break after the tag is not part of the text.
    `<textarea id="${name}" name="${name}" rows="${rows}"${most}${must}>\n${escaped(value)}</textarea>`,
  ]
}

/** Why it was not done: the sentence, and each finding with the words it is about and better ones. */
export const refusalParts = ({ notice, findings = [] }: Outcome, reply: string): string[] => [
  ...(notice ? [`<p class="notice" role="alert">${escaped(notice)}</p>`] : []),
  ...findings.map((finding) => findingPart(finding, reply)),
]

function findingPart({ level, name, advice, start, end }: ReplyFinding, reply: string): string {
  // A finding about all of it needs no quotation.
  const about = end - start < reply.length ? reply.slice(start, end) : ''
  const quoted = about === '' ? '' : ` <mark>${escaped(about)}</mark>`
  return `<div class="finding${level === 'block' ? ' block' : ''}"><strong>${escaped(name)}</strong>${quoted}<br>${escaped(advice)}</div>`
}

/** What the press was allowed to see. */
export const shownParts = (shown: Outcome['shown'] = []): string[] =>
  shown.flatMap(({ label, text }) => [
    `<h2>${escaped(label)}</h2>`,
    `<div class="draft">${escaped(text)}</div>`,
  ])
