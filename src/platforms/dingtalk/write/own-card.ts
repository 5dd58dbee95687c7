import type { Card, CardAction } from '../../card.ts'
import { type CardReader, cardBody } from './card-markdown.ts'
import { formOf } from './form.ts'
import { plain } from './harmless.ts'
import { type CardValues, mostValueBytes, tipsOf, titleOf } from './public-card.ts'
import { buttonId } from './track-id.ts'

/** The templates that an organisation may have of its own: docs/dingtalk. */
export type OwnTemplate = 'suggestion' | 'ticket' | 'reminder' | 'survey'

/** Which of them shows a card. */
export const templateFor = ({ kind, audience }: Pick<Card, 'kind' | 'audience'>): OwnTemplate => {
  if (audience === 'customer') return 'survey'
  if (kind === 'suggestion' || kind === 'plan') return 'suggestion'
  return kind === 'reminder' || kind === 'list' ? 'reminder' : 'ticket'
}

/** The buttons that every own template has: one that stands out, five plain ones, one that warns. */
const slots = ['p', 'b1', 'b2', 'b3', 'b4', 'b5', 'd'] as const

/**
 * The values of an own template: `title`, `markdown`, `tips`; the form (`form`, `form_on`, `form_btn_text`,
 * `form_status`) of the one act that may be filled in where the card stands; and for each button `…_text`, `…_id`, and
 * `…_on`: whether it is shown.
 */
export function ownCard(card: Card, reader: CardReader): CardValues {
  const form = formOf(card, mostValueBytes)
  // The draft stands beside the form: what is approved is what is quoted, whatever somebody typed below it.
  const { markdown, whole } = cardBody(card, reader, mostValueBytes)
  return {
    values: {
      title: titleOf(card),
      markdown,
      tips: tipsOf(card),
      form: form?.json ?? '{"fields":[]}',
      form_on: String(form !== undefined),
      form_btn_text: form ? plain(form.action.label) : '',
      form_status: 'normal',
      ...buttonValues(
        card.actions.filter((action) => action !== form?.action),
        card.revision,
      ),
    },
    whole,
  }
}

function buttonValues(actions: readonly CardAction[], revision: number): Record<string, string> {
  const first = (style: CardAction['style']): CardAction | undefined =>
    actions.find((one) => one.style === style)
  const [primary, danger] = [first('primary'), first('danger')]
  const plainOnes = actions.filter((one) => one !== primary && one !== danger)
  const inSlots = [primary, ...Array.from({ length: 5 }, (_, at) => plainOnes[at]), danger]
  return Object.fromEntries(
    slots.flatMap((slot, at) => {
      const action = inSlots[at]
      return [
        [`${slot}_text`, action ? plain(action.label) : ''],
        [`${slot}_id`, action ? buttonId(action.id, revision) : ''],
        [`${slot}_on`, String(action !== undefined)],
      ]
    }),
  )
}
