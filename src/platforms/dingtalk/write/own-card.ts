import type { Card } from '../../card.ts'
import { type CardReader, cardBody } from './card-markdown.ts'
import { cutToBytes } from './fit.ts'
import { plain } from './harmless.ts'
import { type CardValues, mostValueBytes, tipsOf, titleOf } from './public-card.ts'
import { buttonId } from './track-id.ts'

/** The templates that an organisation may build for itself: docs/dingtalk. */
export type OwnTemplate = 'suggestion' | 'ticket' | 'reminder' | 'survey'

/** Which of them shows a card. */
export const templateFor = ({ kind, audience }: Pick<Card, 'kind' | 'audience'>): OwnTemplate => {
  if (audience === 'customer') return 'survey'
  if (kind === 'suggestion' || kind === 'plan') return 'suggestion'
  return kind === 'reminder' || kind === 'list' ? 'reminder' : 'ticket'
}

const buttons = 5

/**
 * The values of an own template: `title`, `markdown`, `tips`; `draft` (what the text area opens with) where the card has
 * words to be changed, with the action `draft_id` that its button sends them by; and up to five buttons, `b1_text`,
 * `b1_id`, `b1_style`, each shown where its text is not ''.
 */
export function ownCard(card: Card, reader: CardReader): CardValues {
  const typed = typedAction(card)
  // A text area that holds only part of the draft would send only that part.
  const draft = typed && plain(typed.text)
  const inPlace = draft !== undefined && cutToBytes(draft, mostValueBytes) === draft
  const shown = inPlace ? withoutDraft(card) : card
  const { markdown, whole } = cardBody(shown, reader, mostValueBytes)
  const others = inPlace ? card.actions.filter(({ id }) => id !== typed?.id) : card.actions
  return {
    values: {
      title: titleOf(card),
      markdown,
      tips: tipsOf(card),
      draft: inPlace ? draft : '',
      draft_label: inPlace ? (card.draft?.label ?? '') : '',
      draft_text: inPlace && typed ? typed.label : '',
      draft_id: inPlace && typed ? buttonId(typed.id, card.revision) : '',
      ...buttonValues({ ...card, actions: others }),
    },
    whole,
  }
}

const withoutDraft = ({ draft: _, ...card }: Card): Card => card

/** The one that asks for words and says which: 修改后发送. */
function typedAction({ actions }: Card): { id: string; label: string; text: string } | undefined {
  for (const { id, label, fields = [] } of actions) {
    const field = fields.find(({ kind, value }) => kind === 'text' && value !== undefined && value !== '')
    if (field?.value) return { id, label, text: field.value }
  }
  return undefined
}

const buttonValues = ({ actions, revision }: Card): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: buttons }, (_, at) => at).flatMap((at) => {
      const action = actions[at]
      return [
        [`b${at + 1}_text`, action ? plain(action.label) : ''],
        [`b${at + 1}_id`, action ? buttonId(action.id, revision) : ''],
        [`b${at + 1}_style`, action?.style ?? ''],
      ]
    }),
  )
