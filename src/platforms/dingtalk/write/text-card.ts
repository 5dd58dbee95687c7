import type { Card, CardAction } from '../../card.ts'
import { type CardReader, cardBody } from './card-markdown.ts'
import { chunksOf } from './chunks.ts'
import { harmless } from './harmless.ts'
import { tipsOf, titleOf } from './public-card.ts'

/** How a card that is shown as text is answered. */
export interface TextCard {
  /** 12 in 「12-1」; `undefined` where there is nothing to answer. */
  number: number | undefined
  /** In a chat of two a click types the answer; in a group only words with @ reach the robot. */
  direct: boolean
  /** Words that do not fit are said before it. */
  whole?: boolean
}

/** A message of several chunks is a message each: so much of a card is always one. */
const mostBodyBytes = 6_000

/** A card as messages in Markdown: what it says, then each choice with what to type for it. */
export function textCard(
  card: Card,
  reader: CardReader,
  { number, direct, whole: told = true }: TextCard,
): string[] {
  const { markdown, whole } = cardBody(card, reader, mostBodyBytes)
  const tips = tipsOf(card)
  const text = [
    `### ${harmless(titleOf(card))}`,
    markdown,
    ...(tips === '' ? [] : [tips]),
    ...(number === undefined ? [] : [choicesOf(card, reader, { number, direct })]),
  ].join('\n\n')
  return [...(whole === '' || !told ? [] : chunksOf(whole)), ...chunksOf(text)]
}

function choicesOf(
  { actions, audience }: Card,
  { translate, locale }: CardReader,
  { number, direct }: { number: number; direct: boolean },
): string {
  const say = (word: string, values: Record<string, string | number> = {}): string =>
    translate(locale, `dingtalk.choice.${word}`, values)
  const head = say(direct ? (audience === 'customer' ? 'headCustomer' : 'headDirect') : 'headGroup')
  const told = actions.map((action, at) => {
    const code = `${number}-${at + 1}`
    const label = direct && !asksWords(action) ? typing(action.label, code) : harmless(action.label)
    return `**${code}** ${label}${asksWords(action) ? say(howTo(action), { code }) : ''}`
  })
  return ['---', head, ...told].join('  \n').replace('---  \n', '---\n\n')
}

const howTo = ({ id, fields = [] }: CardAction): string => {
  if (id.endsWith('.edit')) return 'howEdit'
  const first = fields.find(({ kind }) => kind !== 'files')
  return first?.kind === 'text' ? 'howText' : 'howSelect'
}

/** Whether the bare number says too little. */
export const asksWords = ({ fields = [] }: Pick<CardAction, 'fields'>): boolean =>
  fields.some(({ kind, required }) => kind !== 'files' && required)

/** A link that types the answer for whoever clicks it, in the chat it stands in. */
const typing = (label: string, answer: string): string =>
  `[${harmless(label)}](dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(answer)})`
