import { maskContact } from '../../language/personal/mask.ts'
import type { TicketState } from '../state.ts'
import type { Audience } from './parts.ts'

/** What speaks against taking a message as its customer's own words, a line each: stands wherever staff read it. */
export const phraseDoubts = ({ translate, locale }: Audience, doubts: readonly string[]): string[] =>
  doubts.map((doubt) => {
    const [kind = '', ...rest] = doubt.split(':')
    const address = rest.join(':')
    if (kind === 'other_sender' && address === '') return translate(locale, 'desk.doubt.nameless')
    return translate(locale, `desk.doubt.${kind}`, { address: maskContact(address) })
  })

/** The same of the words that a card quotes. */
export const doubtLines = (audience: Audience, { words }: Pick<TicketState, 'words'>): string[] =>
  phraseDoubts(audience, words?.doubts ?? [])
