import type { Card, CardAction, CardField } from '../../card.ts'
import type { UploadView } from '../api.ts'

/** The text an action would send to the customer: the chosen alternative, else the draft. */
export function chosenText(card: Card, choice: string | undefined): string | undefined {
  return card.choices.find((one) => one.id === choice)?.text ?? card.draft?.text
}

/** Which alternative stands selected before anybody chose. */
export function firstChoice(card: Card): string | undefined {
  return card.choices.find((one) => one.selected)?.id
}

/** What an editor begins with: a field that holds the draft follows the alternative chosen on the page. */
export function startValues(
  card: Card,
  action: CardAction,
  choice: string | undefined,
): Record<string, string> {
  const drafts = new Set([card.draft?.text, ...card.choices.map((one) => one.text)])
  const start = (field: CardField): string => {
    const value = field.value ?? ''
    if (field.kind === 'text' && value !== '' && drafts.has(value)) return chosenText(card, choice) ?? value
    return value
  }
  return Object.fromEntries((action.fields ?? []).map((field) => [field.id, start(field)]))
}

/** The fields that keep an editor from being sent: required and empty, or longer than allowed. */
export function faultyFields(fields: CardField[], values: Record<string, string>): string[] {
  return fields
    .filter((field) => {
      const value = values[field.id]?.trim() ?? ''
      if (field.kind === 'files') return value === underWay
      return (field.required && value === '') || countCharacters(value) > (field.max ?? Infinity)
    })
    .map((field) => field.id)
}

/** What stands in a field of files while one of them is still on its way. */
export const underWay = 'under way'

/** The values of a press without its files, and the ids of what was uploaded for it. */
export function withoutFiles(
  fields: readonly CardField[],
  values: Record<string, string>,
): { values: Record<string, string>; uploads: string[] } {
  const files = fields.filter(({ kind }) => kind === 'files').map(({ id }) => id)
  return {
    values: Object.fromEntries(Object.entries(values).filter(([id]) => !files.includes(id))),
    uploads: files.flatMap((id) => uploadsIn(values[id] ?? '').map((upload) => upload.id)),
  }
}

/** What was uploaded, from the field's value as it is kept in the browser. */
export function uploadsIn(value: string): UploadView[] {
  if (value === '' || value === underWay) return []
  const uploads: UploadView[] = JSON.parse(value)
  return uploads
}

/** Characters by code point: a Chinese character is one, and so is a plain emoji. */
export function countCharacters(text: string): number {
  return Array.from(text).length
}

/** `e` on a card: the first action that edits a text. */
export function editAction(card: Card): CardAction | undefined {
  const editing = card.actions.filter((action) => action.fields?.some((field) => field.kind === 'text'))
  return editing.find((action) => action.fields?.some((field) => field.value)) ?? editing[0]
}
