import type { Locale, Translate } from '../../../lib/i18n.ts'
import type { Card, CardAction } from '../../card.ts'
import { cut, oneLine } from './cut.ts'
import { fields, restOf } from './facts.ts'
import { type Asked, keyOf } from './key.ts'
import { most, type Room } from './room.ts'
import type { Selection, TemplateCard } from './template.ts'

/** For whom a card is written, and through which door. */
export interface Writing {
  translate: Translate
  locale: Locale
  room: Room
  /** Where the web desk shows a ticket, or the desk itself. */
  linkTo: (ticket: string | undefined) => string
}

/** A card on its way to one place. */
export interface Shape {
  taskId: string
  /** A sentence for whoever pressed, before everything else. */
  notice?: string
}

/**
 * A neutral card as a template card, within every limit. A card without actions is a `text_notice`. What does not fit
 * is cut with 「…」: the whole stands in the message before it (see `wholeOf`) and behind the card's link.
 */
export function templateCard(writing: Writing, card: Card, { taskId, notice }: Shape): TemplateCard {
  const frame = frameOf(writing, card, taskId)
  const sub = cut([...(notice ? [notice] : []), ...subOf(writing, card)].join('\n'), writing.room.sub)
  const body = { ...frame, ...(sub === '' ? {} : { sub_title_text: sub }), ...fields(writing.room, card) }
  if (card.actions.length === 0) return { ...body, card_type: 'text_notice' }
  const choice = choiceOf(writing, card)
  const menu = menuOf(writing, card)
  return {
    ...body,
    ...(menu ? { action_menu: menu } : {}),
    ...(choice ? { button_selection: choice } : {}),
    button_list: card.actions.slice(0, most.buttons).map((action) => buttonOf(action)),
  }
}

/** What every shape of a card has. */
export function frameOf(
  { translate, locale, room, linkTo }: Writing,
  card: Card,
  taskId: string,
): TemplateCard & { card_type: 'button_interaction' } {
  const url = linkTo(card.ticket)
  const inside = translate(locale, `wecom.card.${card.audience}`)
  return {
    card_type: 'button_interaction',
    source: { desc: cut(inside, room.source), desc_color: 0 },
    main_title: {
      title: titleOf(room, card),
      ...(card.state ? { desc: cut(oneLine(card.state.label), room.desc) } : {}),
    },
    ...(card.quote
      ? {
          quote_area: {
            type: 1,
            url,
            title: cut(oneLine(card.quote.author), room.title),
            quote_text: cut(quoteText(card), most.quote),
          },
        }
      : {}),
    card_action: { type: 1, url },
    task_id: taskId,
  }
}

/** The words of a quotation, and what was attached to it. */
export function quoteText({ quote }: Card): string {
  if (!quote) return ''
  const files = quote.attachments.map(({ name }) => `📎 ${name}`)
  return [quote.text, ...files].filter((line) => line !== '').join('\n')
}

/** The draft where there is one, and why; else who did what. Once nothing is left to do, that comes first. */
function subOf({ room }: Writing, card: Card): string[] {
  const draft = card.draft ? [draftLine(card.draft)] : []
  if (card.actions.length === 0) return [...card.foot, ...draft, ...card.why]
  // A draft that has to be cut leaves no room for anything else.
  if (card.draft && draftLine(card.draft).length > room.sub) return draft
  const rest = restOf(card)
  return [...draft, ...runOn(card.why), ...(rest === '' ? [] : [rest]), ...(card.draft ? [] : card.foot)]
}

/** Short phrases share a line, the last one first: what is missing comes after what was recognised. */
function runOn(phrases: readonly string[]): string[] {
  const short = phrases.filter((one) => one.length <= most.phrase)
  const long = phrases.filter((one) => one.length > most.phrase)
  return short.length === 0 ? long : [...long, short.toReversed().join(' · ')]
}

/** The title with its mark; where it is too long the ticket's number stays whole. */
function titleOf(room: Room, card: Card): string {
  const mark = card.state ? `${card.state.mark} ` : ''
  const whole = oneLine(`${mark}${card.title}`)
  const number = card.ticket
  if (whole.length <= room.title || number === undefined || !card.title.includes(number))
    return cut(whole, room.title)
  const rest = oneLine(card.title.replace(number, '')).replace(/[\s·]+$/, '')
  return `${mark}${cut(rest, room.title - mark.length - number.length - 1)} ${number}`
}

const draftLine = ({ label, text }: NonNullable<Card['draft']>): string =>
  label === '' ? text : `${label}：${text}`

/** Alternatives as a dropdown; the button beside it sends the selected one. */
function choiceOf({ translate, locale }: Writing, { choices }: Card): Selection | undefined {
  if (choices.length < 2) return undefined
  const selected = choices.find((one) => one.selected)?.id
  return {
    question_key: 'choice',
    title: translate(locale, 'wecom.card.choice'),
    option_list: choices.slice(0, most.options).map(({ id, label }, nth) => ({
      id,
      text: cut(`${nth + 1} ${oneLine(label)}`, most.optionText),
    })),
    ...(selected === undefined ? {} : { selected_id: selected }),
  }
}

/** What is asked now and then: the words as they were written, how a deadline was reckoned. */
function menuOf({ translate, locale }: Writing, card: Card): TemplateCard['action_menu'] {
  const asked = [...(card.quote?.reveal ? [card.quote.reveal] : []), ...explained(card)]
  const list = asked.slice(0, most.menu).map(({ id, label }) => ({
    text: cut(oneLine(label), most.buttonText),
    key: keyOf('do', id),
  }))
  return list.length === 0 ? undefined : { desc: translate(locale, 'wecom.card.menu'), action_list: list }
}

const explained = ({ facts }: Card): CardAction[] =>
  facts.flatMap(({ explain }) => (explain ? [explain] : [])).slice(0, 1)

/** `style`: 1 stands out in blue, 2 in red, 4 is plain. */
const styles = { primary: 1, danger: 2, plain: 4 } as const

/** One button; what has to be asked or filled in first leads there. */
export function buttonOf(
  action: CardAction,
  asked: Asked = stepOf(action),
): {
  text: string
  style: number
  key: string
} {
  return {
    text: cut(oneLine(action.label), most.buttonText),
    style: styles[action.style],
    key: keyOf(asked, action.id),
  }
}

function stepOf({ confirm, fields: asks = [] }: CardAction): Asked {
  if (asks.some(({ kind }) => kind !== 'files')) return 'form'
  return confirm ? 'ask' : 'do'
}
