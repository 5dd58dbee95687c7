import { checkedView, pushView, replaceView } from './api/views.ts'
import { type Chosen, elementsOf, getElement, isEmpty, stateOf, untouched } from './elements.ts'
import type { Settled } from './interactions.ts'
import { type Fields, fieldsIn, isFields, listIn, Refused, textIn, type View } from './shapes.ts'
import type { World } from './world.ts'

/** Values of a form by block_id or action_id. */
export type Values = Record<string, Chosen>

/** Puts values into a view, and into all else what it began with; throws what Slack's own screen would not allow. */
export function fillIn(world: World, view: View, values: Values): void {
  const blocks = listIn(view.given, 'blocks')
  for (const { block, element } of elementsOf(blocks)) keep(view, { block, element }, untouchedOrKept)
  for (const [name, chosen] of Object.entries(values)) {
    const found = getElement(blocks, name)
    keep(view, found, () => stateOf(world, found.element, chosen))
  }
  for (const block of blocks.filter(({ type }) => type === 'input')) checkInput(view, block)
}

type Found = ReturnType<typeof getElement>

const untouchedOrKept = (found: Found, before: Fields | undefined): Fields =>
  before ?? untouched(found.element)

function keep(view: View, found: Found, state: (found: Found, before?: Fields) => Fields): void {
  if (found.element.type === 'button' || found.element.type === 'overflow') return
  const block = String(found.block.block_id)
  const action = String(found.element.action_id)
  const before = view.values[block]?.[action]
  view.values[block] = { ...view.values[block], [action]: state(found, before) }
}

// What the client itself refuses, before anything reaches the app.
function checkInput(view: View, block: Fields): void {
  const element = fieldsIn(block, 'element')
  const state = view.values[String(block.block_id)]?.[String(element.action_id)] ?? {}
  const name = String(block.block_id)
  if (block.optional !== true && isEmpty(state)) throw new Error(`${name} must be filled in`)
  const text = textIn(state, 'value') ?? ''
  const most = Number(element.max_length ?? 3_000)
  if (text.length > most) throw new Error(`${name} takes ${most} characters, not ${text.length}`)
  const least = Number(element.min_length ?? 0)
  if (text !== '' && text.length < least) throw new Error(`${name} wants ${least} characters`)
}

/** Does what the acknowledgement of a form says; the answer is what went wrong, if anything. */
export function applyFormAnswer(world: World, view: View, settled: Settled): string | undefined {
  if ('error' in settled) return undefined
  const answer = isFields(settled.answer) ? settled.answer : {}
  try {
    act(world, view, answer)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return `${error.code} ${JSON.stringify(error.more)}`
  } finally {
    world.changed()
  }
  return undefined
}

function act(world: World, view: View, answer: Fields): void {
  const stack = world.modals.get(view.user) ?? []
  switch (answer.response_action) {
    case 'errors':
      view.errors = checkedErrors(view, fieldsIn(answer, 'errors'))
      return
    case 'update':
      replaceView(world, view, checkedView(answer, 'modal'))
      return
    case 'push':
      pushView(world, view, checkedView(answer, 'modal'))
      return
    case 'clear':
      world.modals.delete(view.user)
      return
    case undefined:
      if (view.given.clear_on_close === true) world.modals.delete(view.user)
      else
        world.modals.set(
          view.user,
          stack.filter((id) => id !== view.id),
        )
      return
    default:
      throw new Refused('unknown_response_action', { was: answer.response_action })
  }
}

// An error of a block that is no input shows nowhere: the person sees a general trouble.
function checkedErrors(view: View, errors: Fields): Record<string, string> {
  const inputs = listIn(view.given, 'blocks').filter(({ type }) => type === 'input')
  const names = inputs.map((block) => String(block.block_id))
  const stray = Object.keys(errors).filter((name) => !names.includes(name))
  if (stray.length > 0 || Object.keys(errors).length === 0)
    throw new Refused('unknown_error_block', { stray })
  return Object.fromEntries(Object.entries(errors).map(([name, text]) => [name, String(text)]))
}
