import type { CardField, ReplyWay } from '../../platforms/card.ts'

/** What was typed or chosen, by field; `despite` is the way somebody chose to repeat a refused reply. */
export interface Filled {
  values: Record<string, string>
  despite?: ReplyWay
}

/** What is wrong with a field, so that the house is not asked. */
export interface FieldFault {
  field: string
  fault: 'missing' | 'too_long'
}

/** Files cannot be added here: a page knows nothing of where they would be kept. */
export const fieldsOf = (fields: readonly CardField[] = []): CardField[] =>
  fields.filter(({ kind }) => kind !== 'files')

/** The fields of a posted form, and nothing else of it. */
export function readForm(fields: readonly CardField[], body: Buffer): Filled {
  const form = new URLSearchParams(body.toString('utf8'))
  const values: Record<string, string> = {}
  for (const { id, kind, options } of fields) {
    const typed = (form.get(id) ?? '').toWellFormed().replaceAll('\0', '').replaceAll('\r\n', '\n')
    const chosen = kind === 'text' || ids(kind, options).includes(typed)
    if (chosen) values[id] = typed
  }
  const despite = (['send', 'release'] as const).find((way) => way === form.get('despite'))
  return { values, ...(despite ? { despite } : {}) }
}

/** Everything that was typed, for a card that no longer says what it asks for: the house decides on it. */
export function readTyped(body: Buffer): Filled {
  const fields = [...new URLSearchParams(body.toString('utf8')).keys()]
    .filter((id) => id !== 'despite')
    .slice(0, mostFields)
    .map((id) => ({ id, label: '', kind: 'text' as const, required: false }))
  return readForm(fields, body)
}

const mostFields = 10

/** What can be chosen. */
export const ids = (kind: CardField['kind'], options: CardField['options'] = []): string[] =>
  kind === 'rating' ? ['1', '2', '3', '4', '5'] : options.map(({ id }) => id)

/** What is missing or longer than it may be. */
export function faultsIn(fields: readonly CardField[], { values }: Filled): FieldFault[] {
  return fields.flatMap(({ id, required, max }): FieldFault[] => {
    const value = values[id] ?? ''
    if (required && value.trim() === '') return [{ field: id, fault: 'missing' }]
    return max !== undefined && Array.from(value).length > max ? [{ field: id, fault: 'too_long' }] : []
  })
}
