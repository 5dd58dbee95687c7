import type { Card, CardAction, CardField } from '../../card.ts'
import { linkDays, signLink } from '../link.ts'
import type { Letter } from './letter.ts'

/** Links of which a customer follows one. */
export interface AnswerGroup {
  /** What is chosen; '' where the links say it themselves. */
  label: string
  answers: { label: string; url: string; primary: boolean }[]
}

/** Where the links of mails lead. */
const answerPath = '/webhooks/email'

const ratings = ['1', '2', '3', '4', '5'].map((id) => ({ id, label: id }))

/** The buttons of a customer's card as links; a choice is a link each, words are asked for on the page behind it. */
export function answersOf(card: Card, letter: Omit<Letter, 'message'>): AnswerGroup[] {
  const { site, thread, now } = letter
  const until = new Date(now.getTime() + linkDays * 86_400_000)
  const urlOf = (action: CardAction, values: Record<string, string>): string => {
    const link = { thread: thread.id, card: { key: card.key, revision: card.revision }, values, until }
    return `${site.publicUrl}${answerPath}?answer=${signLink(site.key, { ...link, action: action.id })}`
  }
  const choosing = card.actions.flatMap((action) => {
    const field = choiceOf(action)
    return field ? [{ action, field }] : []
  })
  const plain = card.actions.filter((action) => choiceOf(action) === undefined)
  const buttons = plain.map((action) => ({
    label: action.label,
    url: urlOf(action, {}),
    primary: action.style === 'primary',
  }))
  return [
    ...(buttons.length > 0 ? [{ label: '', answers: buttons }] : []),
    ...choosing.map(({ action, field }) => ({
      label: field.label,
      answers: optionsOf(field).map(({ id, label }) => ({
        label,
        url: urlOf(action, { [field.id]: id }),
        primary: false,
      })),
    })),
  ]
}

const choiceOf = ({ fields = [] }: CardAction): CardField | undefined =>
  fields.find(({ kind }) => kind === 'rating' || kind === 'select')

const optionsOf = ({ kind, options = [] }: CardField): { id: string; label: string }[] =>
  kind === 'rating' ? ratings : options
