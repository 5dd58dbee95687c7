import { type Fields, fieldsIn, isFields, listIn, type SlackFile } from './shapes.ts'
import { wireFile } from './wire.ts'
import type { World } from './world.ts'

/** An element one can press, choose in or type into, with its block. */
export interface Found {
  block: Fields
  element: Fields
}

/** Every element of these blocks. */
export function elementsOf(blocks: Fields[]): Found[] {
  return blocks.flatMap((block) => {
    const inside = [block.accessory, block.element, ...listIn(block, 'elements')].filter(isFields)
    return inside.filter(({ action_id }) => action_id !== undefined).map((element) => ({ block, element }))
  })
}

/** The element with this action_id (or in the block of this name); throws when nobody could see one. */
export function getElement(blocks: Fields[], name: string): Found {
  const all = elementsOf(blocks)
  const found =
    all.find(({ element }) => element.action_id === name) ?? all.find(({ block }) => block.block_id === name)
  if (!found) {
    const there = all.map(({ element }) => String(element.action_id)).join(', ')
    throw new Error(`there is nothing called ${name} to press; there is: ${there}`)
  }
  return found
}

/** What is chosen or typed: text, an option's value or its label, several of them, or files. */
export type Chosen = string | string[] | SlackFile[]

/** An element's state as view.state and actions have it. */
export function stateOf(world: World, element: Fields, chosen: Chosen): Fields {
  const type = String(element.type)
  const files = Array.isArray(chosen) ? chosen.filter((one) => typeof one !== 'string') : []
  const several = (Array.isArray(chosen) ? chosen : [chosen]).filter((one) => typeof one === 'string')
  const [first = ''] = several
  if (type === 'file_input') {
    // https://docs.slack.dev/reference/block-kit/block-elements/file-input-element: with files:read the app may read them.
    for (const file of files) file.given = true
    return {
      type,
      files: files.map((one) => wireFile(world, one)),
    }
  }
  if (/^(multi_static_select|checkboxes)$/.test(type)) {
    return { type, selected_options: several.map((one) => optionOf(element, one)) }
  }
  if (/^(static_select|radio_buttons|overflow)$/.test(type)) {
    return { type, selected_option: optionOf(element, first) }
  }
  if (type === 'external_select') {
    return {
      type,
      selected_option: { text: { type: 'plain_text', text: first }, value: first },
    }
  }
  const plain = plainStates[type]
  if (plain) return { type, [plain]: type.startsWith('multi_') ? several : plainValue(type, first) }
  return { type, value: first }
}

const plainStates: Record<string, string> = {
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
}

const plainValue = (type: string, value: string): string | number =>
  type === 'datetimepicker' ? Number(value) : value

function optionOf(element: Fields, chosen: string): Fields {
  const options = [
    ...listIn(element, 'options'),
    ...listIn(element, 'option_groups').flatMap((group) => listIn(group, 'options')),
  ]
  const found =
    options.find(({ value }) => value === chosen) ??
    options.find((option) => fieldsIn(option, 'text').text === chosen)
  if (!found) throw new Error(`${String(element.action_id)} has no option ${chosen}`)
  return found
}

/** The state an element has before anybody touched it. */
export function untouched(element: Fields): Fields {
  const type = String(element.type)
  if ('selected_options' in element || /^(multi_static_select|checkboxes)$/.test(type)) {
    return { type, selected_options: listIn(element, 'initial_options') }
  }
  if (/^(static_select|radio_buttons|external_select)$/.test(type)) {
    return { type, selected_option: element.initial_option ?? null }
  }
  if (type === 'file_input') return { type, files: [] }
  const plain = plainStates[type]
  if (plain) return { type, [plain]: element[plain.replace('selected', 'initial')] ?? null }
  return { type, value: element.initial_value ?? null }
}

/** Whether anything is in this state. */
export const isEmpty = (state: Fields): boolean =>
  Object.entries(state).every(
    ([name, value]) =>
      name === 'type' || value === null || value === '' || (Array.isArray(value) && value.length === 0),
  )
