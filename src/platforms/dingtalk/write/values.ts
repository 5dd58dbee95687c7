import type { CardAction, CardField } from '../../card.ts'
import { optionsOf } from './choice.ts'

/**
 * The fields of an action from a card's form: by their own names, or what stood in the text area of an own template
 * (`draft`), or in the only input of a card (`local_input`).
 */
export function valuesIn(
  params: Record<string, unknown>,
  action: CardAction | undefined,
): Record<string, string> {
  const form = { ...params, ...fieldsOf(params.form) }
  const values: Record<string, string> = {}
  const fields = (action?.fields ?? []).filter(({ kind }) => kind !== 'files')
  const text = fields.find(({ kind }) => kind === 'text')
  for (const field of fields) {
    const value =
      textOf(form[field.id]) ??
      (field === text ? (textOf(form.draft) ?? textOf(form.local_input)) : undefined)
    const known = value === undefined ? undefined : chosen(field, value)
    if (known !== undefined) values[field.id] = known
  }
  return values
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/** Selections come as `{ index, value }`, inputs as text. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  const inner = fieldsOf(value).value
  return typeof inner === 'string' || typeof inner === 'number' ? String(inner) : undefined
}

/** A choice by its id or by what it is called. */
function chosen(field: CardField, value: string): string | undefined {
  if (field.kind === 'text') return value
  return optionsOf(field).find(({ id, label }) => id === value || label === value)?.id
}
