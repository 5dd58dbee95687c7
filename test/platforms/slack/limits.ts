/** Block Kit's published limits, written down apart from the code: https://docs.slack.dev/reference/block-kit */
const most: Record<string, number> = {
  header: 150,
  section: 3000,
  field: 2000,
  context: 3000,
  option: 75,
  button: 75,
}

type Json = Record<string, unknown>
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : [])

/** What Slack would say against these blocks. */
export function faultsIn(
  blocks: readonly unknown[],
  surface: 'message' | 'modal' | 'home' = 'message',
): string[] {
  const faults: string[] = []
  const say = (where: string, what: string): number => faults.push(`${where}: ${what}`)
  const text = (where: string, value: unknown, limit: number): void => {
    if (!isJson(value)) return
    const words = String(value.text)
    if (words.length === 0) say(where, 'empty')
    if (words.length > limit) say(where, `${words.length} > ${limit}`)
    if (words !== words.toWellFormed()) say(where, 'half a character')
  }
  if (blocks.length === 0 || blocks.length > (surface === 'message' ? 50 : 100))
    say('blocks', String(blocks.length))
  const ids = new Set<unknown>()
  for (const [nth, block] of list(blocks).entries()) {
    const at = `${nth} ${String(block.type)}`
    const id = block.block_id
    if (id !== undefined && (ids.has(id) || String(id).length > 255)) say(at, `block_id ${String(id)}`)
    ids.add(id ?? Symbol('none'))
    if (block.type === 'header') text(at, block.text, 150)
    if (block.type === 'section') {
      text(at, block.text, 3000)
      const fields = list(block.fields)
      if (block.text === undefined && fields.length === 0) say(at, 'nothing')
      if (fields.length > 10) say(at, 'fields')
      for (const field of fields) text(`${at} field`, field, 2000)
    }
    if (block.type === 'context') {
      const elements = list(block.elements)
      if (elements.length === 0 || elements.length > 10) say(at, 'elements')
      for (const one of elements) if (one.type !== 'image') text(at, one, 2000)
    }
    if (block.type === 'actions') {
      const elements = list(block.elements)
      if (elements.length === 0 || elements.length > 25) say(at, 'elements')
      const actions = elements.map(({ action_id }) => action_id)
      if (new Set(actions).size !== actions.length) say(at, `action_id twice: ${actions.join()}`)
    }
    if (block.type === 'input') {
      text(at, block.label, 2000)
      text(at, block.hint, 2000)
    }
    for (const element of [...list(block.elements), block.accessory, block.element].filter(isJson))
      interactive(at, element)
  }
  const total = JSON.stringify(blocks.map((block) => JSON.stringify(block))).length
  if (surface !== 'message' && total > 250_000) say('view', 'too large')
  walk(blocks)
  return faults

  function interactive(at: string, element: Json): void {
    const id = element.action_id
    if (id !== undefined && String(id).length > 255) say(at, 'action_id')
    if (element.type === 'button') {
      text(`${at} button`, element.text, 75)
      if (String(element.value ?? '').length > 2000) say(at, 'value')
      if (String(element.url ?? '').length > 3000) say(at, 'url')
    }
    const { confirm } = element
    if (isJson(confirm)) {
      text(`${at} confirm title`, confirm.title, 100)
      text(`${at} confirm`, confirm.text, 300)
      text(`${at} yes`, confirm.confirm, 30)
      text(`${at} no`, confirm.deny, 30)
    }
    text(`${at} placeholder`, element.placeholder, 150)
    const options = list(element.options)
    const choosing = /select|radio|overflow/.test(String(element.type))
    if (choosing && element.option_groups === undefined) {
      const limit = element.type === 'overflow' ? 5 : element.type === 'radio_buttons' ? 10 : 100
      if (options.length === 0 || options.length > limit) say(at, `options ${options.length}`)
    }
    for (const one of options) {
      text(`${at} option`, one.text, most.option ?? 75)
      text(`${at} description`, one.description, 75)
      if (String(one.value).length > 75) say(at, 'option value')
    }
    if (element.type === 'plain_text_input') {
      const limit = Number(element.max_length ?? 3000)
      if (limit < 1 || limit > 3000) say(at, `max_length ${limit}`)
      if (String(element.initial_value ?? '').length > limit) say(at, 'initial_value')
    }
    if (element.initial_option !== undefined) {
      const groups = list(element.option_groups).flatMap((group) => list(group.options))
      const known = [...options, ...groups].some(
        (one) => JSON.stringify(one) === JSON.stringify(element.initial_option),
      )
      if (!known) say(at, 'initial_option')
    }
  }

  function walk(value: unknown): void {
    if (Array.isArray(value)) for (const one of value) walk(one)
    if (!isJson(value)) return
    if (value.type === 'text' && typeof value.text === 'string') {
      if (value.text === '') say('rich_text', 'empty')
      if (value.text.length > 3000) say('rich_text', 'long')
      if (value.text !== value.text.toWellFormed()) say('rich_text', 'half a character')
    }
    for (const one of Object.values(value)) walk(one)
  }
}

/** What is wrong with a view beside its blocks. */
export function faultsInView(view: unknown): string[] {
  if (!isJson(view)) return ['no view']
  const blocks = Array.isArray(view.blocks) ? view.blocks : []
  const faults = faultsIn(blocks, view.type === 'home' ? 'home' : 'modal')
  for (const part of ['title', 'submit', 'close']) {
    const value = view[part]
    if (isJson(value) && (String(value.text).length > 24 || value.text === '')) faults.push(part)
  }
  if (list(blocks).some(({ type }) => type === 'input') && view.type === 'modal' && view.submit === undefined)
    faults.push('no submit')
  if (String(view.private_metadata ?? '').length > 3000) faults.push('private_metadata')
  if (String(view.callback_id ?? '').length > 255) faults.push('callback_id')
  return faults
}
