import { z } from 'zod'
import { plain } from './block-parts.ts'
import { messageBlock, viewBlock } from './blocks.ts'
import { elementsOf } from './elements.ts'
import { type Fields, fieldsIn, isFields, textIn } from './shapes.ts'

export type Surface = 'message' | 'modal' | 'home'

const most: Record<Surface, number> = { message: 50, modal: 100, home: 100 }
const markdownMost = 12_000

/**
 * What Slack would not take in these blocks, each fault with its place ("/0/text/text: …"); none when all is well.
 * Fields that Slack does not know are faults too.
 */
export function blockFaults(surface: Surface, blocks: readonly unknown[]): string[] {
  const schema: z.ZodType = surface === 'message' ? messageBlock : viewBlock
  const faults = blocks.flatMap((block, index) => told(schema.safeParse(block), `/${index}`))
  if (blocks.length > most[surface]) faults.push(`: ${blocks.length} blocks, at most ${most[surface]}`)
  if (blocks.length === 0 && surface === 'modal') faults.push(': a modal needs a block')
  return [...faults, ...acrossFaults(surface, blocks.filter(isFields))]
}

function told(result: z.ZodSafeParseResult<unknown>, at: string): string[] {
  return (result.error?.issues ?? []).flatMap((issue) => issueFaults(issue, at))
}

// A union's own words are "Invalid input": what its members said tells more.
function issueFaults(issue: z.core.$ZodIssue, at: string): string[] {
  const place = `${at}${issue.path.map((step) => `/${String(step)}`).join('')}`
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? []
    return nearest.flatMap((inner) => issueFaults(inner, place))
  }
  return [`${place}: ${issue.message}`]
}

function acrossFaults(surface: Surface, blocks: Fields[]): string[] {
  const faults: string[] = []
  const ids = blocks.map(({ block_id }) => block_id).filter((id) => id !== undefined)
  for (const id of twice(ids)) faults.push(`: block_id ${String(id)} is there twice`)
  for (const [index, block] of blocks.entries()) {
    const names = elementsOf([block]).map(({ element }) => element.action_id)
    for (const name of twice(names)) faults.push(`/${index}: action_id ${String(name)} is there twice`)
    const kind = fieldsIn(block, 'element').type
    if (kind === 'file_input' && surface !== 'modal')
      faults.push(`/${index}/element: file_input is for modals`)
  }
  const focused = elementsOf(blocks).filter(({ element }) => element.focus_on_load === true)
  if (focused.length > 1) faults.push(': focus_on_load is for one element')
  const markdown = blocks
    .filter(({ type }) => type === 'markdown')
    .map((block) => textIn(block, 'text') ?? '')
  if (markdown.length > 1 && markdown.join('').length > markdownMost) {
    faults.push(`: markdown of all blocks together has at most ${markdownMost} characters`)
  }
  return faults
}

const twice = (all: unknown[]): unknown[] => [
  ...new Set(all.filter((one, index) => all.indexOf(one) !== index)),
]

const short = {
  private_metadata: z.string().max(3_000).optional(),
  callback_id: z.string().max(255).optional(),
}
const named = { external_id: z.string().max(255).optional(), blocks: z.array(z.unknown()) }

const modal = z.strictObject({
  type: z.literal('modal'),
  ...short,
  ...named,
  title: plain(24),
  submit: plain(24).nullish(),
  close: plain(24).nullish(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
})

const home = z.strictObject({ type: z.literal('home'), ...short, ...named })

/** What Slack would not take in this view. */
export function viewFaults(kind: 'modal' | 'home', view: Fields): string[] {
  const faults = told((kind === 'modal' ? modal : home).safeParse(view), '/view')
  const blocks = Array.isArray(view.blocks) ? view.blocks : []
  faults.push(...blockFaults(kind, blocks).map((fault) => `/view/blocks${fault}`))
  const asks = blocks.filter(isFields).some(({ type }) => type === 'input')
  if (kind === 'modal' && asks && !view.submit) faults.push('/view/submit: input blocks need submit')
  return faults
}

/** A fault as `response_metadata.messages` has it: the words, then the place. */
export function asSlackSays(root: string, fault: string): string {
  const [, place = '', words = ''] = /^([^:]*): (.*)$/s.exec(fault) ?? []
  return `[ERROR] ${words} [json-pointer:${root}${place}]`
}
