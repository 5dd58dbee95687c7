import type { Translate } from '../../../lib/i18n.ts'
import { dateIn, timeIn } from '../../../lib/instant.ts'
import { type AnswerGroup, answersOf } from './answers.ts'
import { isAutomatic, type Letter, type Question } from './letter.ts'
import { cutTo, plainLine } from './plain-line.ts'

/** What is to be read in a mail, before it becomes plain text or HTML. */
export interface Parts {
  text: string
  card: CardPart | undefined
  /** Who writes, a line each. */
  signature: string[]
  quote: { attribution: string; lines: string[] } | undefined
}

interface CardPart {
  title: string
  lines: string[]
  groups: AnswerGroup[]
  foot: string[]
}

const mostQuoted = 4_000

/** Puts together what the customer reads. Of a card only what is meant for them: never why it was proposed. */
export function partsOf(translate: Translate, letter: Letter): Parts {
  const { message, question, site } = letter
  return {
    text: cleanText(message.text),
    card: cardPart(translate, letter),
    signature: signatureOf(translate, letter),
    quote: question && quoteOf(translate, question, site),
  }
}

function cardPart(translate: Translate, letter: Letter): CardPart | undefined {
  const { card, text } = letter.message
  const { locale } = letter.site.company
  if (!card) return undefined
  const draft = card.draft && card.draft.text !== text ? cleanText(card.draft.text).split('\n') : []
  return {
    title: card.title === text ? '' : plainLine(card.title),
    lines: [
      ...card.facts.map(({ label, value }) =>
        plainLine(translate(locale, 'email.mail.fact', { label, value })),
      ),
      ...draft,
    ],
    groups: answersOf(card, letter),
    foot: card.foot.map(plainLine),
  }
}

function signatureOf(translate: Translate, { message, site }: Letter): string[] {
  const { company, hours } = site
  const say = (key: string, values?: Record<string, string>): string =>
    translate(company.locale, `email.mail.${key}`, values)
  const name = company.name[company.locale]
  const author = plainLine(message.author.name)
  return [
    ...(author === name || author === '' ? [] : [author]),
    name,
    ...(company.phone === undefined ? [] : [say('phone', { phone: company.phone })]),
    ...(hours === undefined ? [] : [say('hours', { hours })]),
    ...(isAutomatic(message) ? [say('automatic')] : []),
  ]
}

function quoteOf(
  translate: Translate,
  { said, author, at }: Question,
  { company, timeZone }: Letter['site'],
): Parts['quote'] {
  const text = cleanText(said)
  if (text === '') return undefined
  const [year = '', month = '', day = ''] = dateIn(timeZone, at).split('-')
  const date = { year, month: Number(month), day: Number(day), time: timeIn(timeZone, at) }
  const name = cutTo(60, plainLine(author))
  return {
    attribution: translate(company.locale, 'email.mail.wrote', { ...date, name }),
    lines: cutTo(mostQuoted, text).split('\n'),
  }
}

/** Text as it was written, without what no mail can carry. */
const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll(/(?![\t\n])\p{Cc}/gu, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd()
