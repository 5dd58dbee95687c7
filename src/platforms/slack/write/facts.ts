import type {
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextElement,
  RichTextSection,
} from '@slack/types'
import type { Card, CardFact } from '../../card.ts'
import type { Say } from '../fault.ts'
import { buttonOf } from './actions.ts'
import { limits, plain, rich, run } from './block.ts'
import { blockIdOf, fits, type PressAddress } from './press.ts'
import { cut, cutEscaped, harmless } from './text.ts'

/** A card's facts: in two columns, or a line each where each is about a ticket of its own. */
export function factBlocks(
  { facts, kind }: Pick<Card, 'facts' | 'kind'>,
  at: PressAddress,
  say: Say,
): KnownBlock[] {
  if (facts.length === 0) return []
  if (kind === 'list') return [listed(facts, say)]
  return chunks(facts).flatMap((some, nth): KnownBlock[] => {
    const explain = some.find((fact) => fact.explain)?.explain
    const fields = some.map((fact) => field(fact, say))
    const id = blockIdOf(at, `facts${nth}`)
    return explain && fits(at, `facts${nth}`)
      ? [{ type: 'section', block_id: id, fields, accessory: buttonOf(explain, say) }]
      : [{ type: 'section', fields }]
  })
}

/** A section holds so many fields and one button. */
function chunks(facts: readonly CardFact[]): CardFact[][] {
  const some: CardFact[][] = []
  for (const fact of facts) {
    const last = some.at(-1)
    if (last && last.length < limits.fields && !(fact.explain && last.some((one) => one.explain)))
      last.push(fact)
    else some.push([fact])
  }
  return some
}

/** Only what the house computed is markup; names and words are literal. */
function field(fact: CardFact, say: Say): PlainTextElement | MrkdwnElement {
  const seconds = secondsOf(fact.deadline?.due)
  if (seconds === undefined)
    return plain(say('card.fact', { label: fact.label, value: fact.value }), limits.field)
  const label = cutEscaped(harmless(fact.label).replace(/[*_~`]/g, ''), 300)
  return {
    type: 'mrkdwn',
    verbatim: true,
    text: `*${say('card.fact', { label, value: '' }).trimEnd()}* ${dateMark(seconds, fact.value)}`,
  }
}

/** An instant in the reader's own time zone; `fallback` is read where no date can be shown. https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const dateMark = (seconds: number, fallback: string): string =>
  `<!date^${seconds}^{date_short_pretty} {time}|${cutEscaped(harmless(fallback).replace(/[|^\n]/g, ' '), 300)}>`

const secondsOf = (due: string | undefined): number | undefined => {
  const at = due === undefined ? Number.NaN : Date.parse(due)
  return Number.isNaN(at) ? undefined : Math.floor(at / 1000)
}

function listed(facts: readonly CardFact[], say: Say): KnownBlock {
  return rich({
    type: 'rich_text_list',
    style: 'bullet',
    elements: facts.map(
      (fact): RichTextSection => ({ type: 'rich_text_section', elements: lineOf(fact, say) }),
    ),
  })
}

function lineOf(fact: CardFact, say: Say): RichTextElement[] {
  const seconds = secondsOf(fact.deadline?.due)
  const label = run(cut(fact.label, 500), { bold: true })
  if (fact.value === '') return [label]
  const value = cut(harmless(fact.value), 500)
  return [
    label,
    run(seconds === undefined ? say('card.between') : say('card.due')),
    seconds === undefined
      ? run(value)
      : { type: 'date', timestamp: seconds, format: '{date_short_pretty} {time}', fallback: value },
  ]
}
