import type { InputBlock, InputBlockElement, PlainTextInput, PlainTextOption } from '@slack/types'
import type { CardField } from '../../card.ts'
import type { Say } from '../fault.ts'
import { limits, plain } from './block.ts'
import { headOf, pieces } from './text.ts'

/** The action_id of every input; its block_id is the field's id, and `<id>~2` for the second part of a long text. */
export const inputId = 'value'

interface Inputs {
  blocks: InputBlock[]
  joints: Record<string, string[]>
}

/** An input for each field, with what was typed before; a text too long for one input stands in several. */
export function inputBlocks(
  fields: readonly CardField[],
  values: Readonly<Record<string, string>>,
  say: Say,
): Inputs {
  const joints: Record<string, string[]> = {}
  const blocks = fields.flatMap((field): InputBlock[] => {
    const value = values[field.id] ?? field.value
    if (field.kind !== 'text') return otherInput(field, value, say)
    const { parts, between } = partsOf(value ?? '')
    if (between.length > 0) joints[field.id] = between
    return parts.map((part, nth) => textInput(field, { part, nth, of: parts.length }, say))
  })
  return { blocks, joints }
}

/** Room for words to be added. */
const roomy = limits.input - 400

/** Blank space between two parts is remembered, for Slack takes it away at the ends of an input. */
function partsOf(text: string): { parts: string[]; between: string[] } {
  if (text.length <= limits.input) return { parts: [text], between: [] }
  const whole = pieces(text, roomy)
  const parts = whole.map((part) => part.trim())
  const between = whole.slice(1).map((part, nth) => {
    const before = whole[nth] ?? ''
    return before.slice(before.trimEnd().length) + part.slice(0, part.length - part.trimStart().length)
  })
  return { parts, between }
}

function textInput(
  field: CardField,
  { part, nth, of }: { part: string; nth: number; of: number },
  say: Say,
): InputBlock {
  const max = Math.min(field.max ?? limits.input, limits.input)
  const label = of > 1 ? say('modal.part', { label: field.label, nth: nth + 1, of }) : field.label
  const element: PlainTextInput = {
    type: 'plain_text_input',
    action_id: inputId,
    multiline: max > 100,
    max_length: max,
    ...(part === '' ? {} : { initial_value: headOf(part, max) }),
  }
  return {
    ...inputOf(field, element),
    block_id: nth === 0 ? field.id : `${field.id}~${nth + 1}`,
    label: plain(label, limits.label),
    optional: !field.required || nth > 0,
    ...(max >= 1000 ? { hint: plain(say('modal.most', { max }), limits.label) } : {}),
  }
}

const inputOf = (field: CardField, element: InputBlockElement): InputBlock => ({
  type: 'input',
  block_id: field.id,
  label: plain(field.label, limits.label),
  optional: !field.required,
  element,
})

function otherInput(field: CardField, value: string | undefined, say: Say): InputBlock[] {
  if (field.kind === 'files')
    return [inputOf(field, { type: 'file_input', action_id: inputId, max_files: 10 })]
  if (field.kind === 'rating') {
    const options = ['5', '4', '3', '2', '1'].map((id) => option(id, say(`modal.rating.${id}`)))
    return [
      inputOf(field, { type: 'radio_buttons', action_id: inputId, options, ...initial(options, value) }),
    ]
  }
  const options = (field.options ?? [])
    .filter(({ id }) => id.length <= limits.option)
    .map(({ id, label }) => option(id, label))
  if (options.length === 0) return []
  const placeholder = plain(say('modal.choose'), limits.placeholder)
  const base = { type: 'static_select' as const, action_id: inputId, placeholder, ...initial(options, value) }
  if (options.length <= limits.options) return [inputOf(field, { ...base, options })]
  return [inputOf(field, { ...base, option_groups: groups(options) })]
}

const option = (value: string, label: string): PlainTextOption => ({
  text: plain(label, limits.option),
  value,
})

function initial(
  options: readonly PlainTextOption[],
  value: string | undefined,
): { initial_option?: PlainTextOption } {
  const found = options.find((one) => one.value === value)
  return found ? { initial_option: found } : {}
}

/** A select takes so many options, and as many groups of so many. */
const groups = (options: readonly PlainTextOption[]) =>
  Array.from({ length: Math.ceil(options.length / limits.options) }, (_, nth) => {
    const from = nth * limits.options
    const some = options.slice(from, from + limits.options)
    return { label: plain(`${from + 1}–${from + some.length}`, limits.option), options: [...some] }
  }).slice(0, limits.options)
