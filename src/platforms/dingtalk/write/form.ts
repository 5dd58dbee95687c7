import type { Card, CardAction, CardField } from '../../card.ts'
import { optionsOf } from './choice.ts'
import { bytesOf } from './fit.ts'
import { plain } from './harmless.ts'
import { buttonId } from './track-id.ts'

/** The form of a card, as the form component of the card editor takes it. */
export interface CardForm {
  /** Whose words it takes. */
  action: CardAction
  /** JSON: `{ fields: [{ name, label, type, required, defaultValue, options }] }`. */
  json: string
}

/**
 * The one act of a card that may be filled in where it stands: the draft that may be changed, else the first act that
 * takes words. `undefined` where there is none or it does not fit: a form never opens with only a part of a draft.
 * https://github.com/open-dingtalk/dingtalk-card-examples (表单组件的使用与更新)
 */
export function formOf(
  { actions, revision }: Pick<Card, 'actions' | 'revision'>,
  most: number,
): CardForm | undefined {
  const action = actions.find(takesDraft) ?? actions.find(takesWords)
  if (!action) return undefined
  const json = JSON.stringify({
    fields: [
      // Comes back with the words: which act they are for.
      { name: 'id', type: 'TEXT', hidden: true, defaultValue: buttonId(action.id, revision) },
      ...fieldsOf(action).map(formField),
    ],
  })
  return bytesOf(json) <= most ? { action, json } : undefined
}

const fieldsOf = ({ fields = [] }: CardAction): CardField[] => fields.filter(({ kind }) => kind !== 'files')

const takesDraft = (action: CardAction): boolean =>
  fieldsOf(action).some(({ kind, value }) => kind === 'text' && value !== undefined && value !== '')

const takesWords = (action: CardAction): boolean => fieldsOf(action).some(({ required }) => required)

function formField(field: CardField): Record<string, unknown> {
  const { id, label, required, kind, value } = field
  const shared = { name: id, label: plain(label), required }
  if (kind === 'text')
    return { ...shared, type: 'TEXT_AREA', ...(value === undefined ? {} : { defaultValue: plain(value) }) }
  const options = optionsOf(field).map((option) => ({ value: option.id, text: plain(option.label) }))
  const index = options.findIndex((option) => option.value === value)
  return {
    ...shared,
    type: 'SELECT',
    options,
    ...(index < 0 ? {} : { defaultValue: { index, value } }),
  }
}
