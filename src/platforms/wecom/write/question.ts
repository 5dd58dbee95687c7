import type { Card, CardAction } from '../../card.ts'
import { buttonOf, frameOf, type Writing } from './card.ts'
import { cut, cutBytes, oneLine } from './cut.ts'
import { keyOf } from './key.ts'
import { most } from './room.ts'
import type { Selection, TemplateCard } from './template.ts'

/** The card while it asks whether it is meant: the consequence, yes, and back; of the alternative that was selected. */
export function confirmCard(
  writing: Writing,
  card: Card,
  about: { action: CardAction; taskId: string; selected?: Record<string, string> },
): TemplateCard {
  const { action, taskId, selected } = about
  const { translate, locale, room } = writing
  const choice = card.choices.find(({ id }) => id === selected?.choice)
  const words = choice?.text ?? card.draft?.text
  const draft = words === undefined ? '' : `\n${words}`
  const yes = buttonOf(
    { ...action, label: translate(locale, 'wecom.card.yes', { label: action.label }) },
    'do',
  )
  return {
    ...frameOf(writing, card, taskId),
    sub_title_text: cut(`${action.confirm ?? ''}${draft}`, room.sub),
    button_list: [{ ...yes, key: keyOf('do', action.id, choice?.id) }, backButton(writing, action)],
  }
}

/**
 * The card while it asks what is to be chosen: one dropdown beside two buttons, or up to three with one. `undefined`
 * where something has to be typed, or there is more to choose from than WeCom shows.
 */
export function formCard(
  writing: Writing,
  card: Card,
  about: { action: CardAction; taskId: string },
): TemplateCard | undefined {
  const { action, taskId } = about
  const asks = (action.fields ?? []).filter(
    ({ kind, required }) => kind === 'select' || kind === 'rating' || required,
  )
  const selects = asks.map(selectionOf)
  const whole = selects.every((one) => one !== undefined && one.option_list.length <= most.options)
  if (!whole || selects.length === 0 || selects.length > most.selects) return undefined
  const lists = selects.filter((one) => one !== undefined)
  const frame = frameOf(writing, card, taskId)
  const [only] = lists
  if (only && lists.length === 1)
    return {
      ...frame,
      button_selection: only,
      button_list: [buttonOf({ ...action, style: 'primary' }, 'do'), backButton(writing, action)],
    }
  const { quote_area: _, ...rest } = frame
  return {
    ...rest,
    card_type: 'multiple_interaction',
    select_list: lists,
    submit_button: { text: cut(oneLine(action.label), most.buttonText), key: keyOf('do', action.id) },
  }
}

const backButton = ({ translate, locale }: Writing, { id }: CardAction) => ({
  text: translate(locale, 'wecom.card.back'),
  style: 4,
  key: keyOf('back', id),
})

function selectionOf(field: NonNullable<CardAction['fields']>[number]): Selection | undefined {
  const options =
    field.kind === 'rating'
      ? ['1', '2', '3', '4', '5'].map((id) => ({ id, label: id }))
      : (field.options ?? [])
  if (field.kind === 'text' || field.kind === 'files' || options.length === 0) return undefined
  const selected = options.some(({ id }) => id === field.value) ? field.value : undefined
  return {
    question_key: field.id,
    title: cut(oneLine(field.label), 13),
    option_list: options.map(({ id, label }) => ({
      id: cutBytes(id, most.optionIdBytes),
      text: cut(oneLine(label), most.optionText),
    })),
    ...(selected === undefined ? {} : { selected_id: selected }),
  }
}
