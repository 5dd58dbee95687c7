import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  SectionBlock,
} from '@slack/types'
import { cut, harmless, pieces } from './text.ts'

/** Limits of Block Kit. https://docs.slack.dev/reference/block-kit/blocks */
export const limits = {
  header: 150,
  section: 3000,
  field: 2000,
  fields: 10,
  button: 75,
  option: 75,
  options: 100,
  overflow: 5,
  placeholder: 150,
  url: 3000,
  confirm: { title: 100, text: 300, button: 30 },
  label: 2000,
  input: 3000,
  modal: { title: 24, button: 24, blocks: 100, metadata: 3000 },
  message: { blocks: 50, characters: 12_000 },
} as const

/** Literal text: neither formatting nor mentions nor `:smile:` mean anything in it. */
export const plain = (text: string, most: number): PlainTextElement => ({
  type: 'plain_text',
  text: orSpace(cut(harmless(text), most)),
  emoji: false,
})

// Slack refuses an empty text.
const orSpace = (text: string): string => (text.trim() === '' ? '–' : text)

export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: plain(text.replaceAll('\n', ' '), limits.header),
})

export const section = (text: string, more: Partial<SectionBlock> = {}): SectionBlock => ({
  type: 'section',
  text: plain(text, limits.section),
  expand: true,
  ...more,
})

/** Small print; nothing where there is none. */
export const context = (lines: readonly string[]): ContextBlock[] =>
  lines.length === 0 ? [] : [{ type: 'context', elements: [plain(lines.join('\n'), limits.field)] }]

export const rich = (...elements: RichTextBlockElement[]): RichTextBlock => ({ type: 'rich_text', elements })

/** A literal run of rich text; Slack refuses an empty one. */
export const run = (text: string, style?: { bold?: boolean; italic?: boolean }): RichTextElement => ({
  type: 'text',
  text: harmless(text) === '' ? ' ' : harmless(text),
  ...(style ? { style } : {}),
})

const longestCaption = 300

/** A bold line above something. */
export const caption = (text: string): RichTextBlockElement => ({
  type: 'rich_text_section',
  elements: [run(cut(text, longestCaption), { bold: true })],
})

/** A long literal text, whole, over as many blocks as it needs; the caption stands in the first. */
export function framed(
  text: string,
  frame: (run: RichTextElement) => RichTextBlockElement,
  above?: string,
): RichTextBlock[] {
  return pieces(harmless(text), limits.section).map((piece, nth) =>
    rich(...(nth === 0 && above ? [caption(above)] : []), frame(run(piece))),
  )
}

export interface ButtonParts {
  id: string
  label: string
  style?: 'primary' | 'plain' | 'danger'
  url?: string
  confirm?: ConfirmationDialog
}

export const button = ({ id, label, style = 'plain', url, confirm }: ButtonParts): Button => ({
  type: 'button',
  action_id: id,
  text: plain(label, limits.button),
  ...(style === 'plain' ? {} : { style }),
  ...(url !== undefined && url.length <= limits.url ? { url } : {}),
  ...(confirm ? { confirm } : {}),
})

export const actionsBlock = (block_id: string, elements: ActionsBlock['elements']): ActionsBlock[] =>
  elements.length === 0 ? [] : [{ type: 'actions', block_id, elements }]

/** How many UTF-16 units of text blocks hold: Slack bounds a whole message, too. */
export const lengthOf = (blocks: readonly KnownBlock[]): number => {
  let length = 0
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') length += value.length
    return value
  })
  return length
}
