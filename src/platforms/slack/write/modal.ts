import type { KnownBlock, ModalView } from '@slack/types'
import type { Card, CardAction, ReplyFinding, ReplyWay } from '../../card.ts'
import type { Say } from '../fault.ts'
import { context, limits, plain, section } from './block.ts'
import { inputBlocks } from './fields.ts'
import { findingBlocks, wayBlock } from './findings.ts'
import { type ModalAddress, mostMetadata, writeAddress } from './modal-address.ts'
import type { PressAddress } from './press.ts'

/** The callback_id of a modal that a card's action needs. */
const actionModal = 'card_action'

export interface ModalMeans {
  say: Say
  /** Where the card was sent. */
  to: string
  /** The alternative whose words are to be edited. */
  choice?: string
  /** Why the words were not sent, and how they may be nevertheless. */
  findings?: readonly ReplyFinding[]
  ways?: readonly ReplyWay[]
  /** What was refused, in a sentence. */
  notice?: string
  /** What was typed before, by field. */
  values?: Readonly<Record<string, string>>
}

/** What a customer reads. */
const sending = new Set(['suggestion.edit', 'ticket.reply'])

/** The window of an action that needs words; `undefined` where it needs none or Slack has no room for them. */
export function modalOf(
  card: Pick<Card, 'key' | 'revision' | 'audience' | 'choices' | 'title'>,
  action: CardAction,
  means: ModalMeans,
): ModalView | undefined {
  const { say, choice, values = {}, findings = [], ways = [] } = means
  if (!action.fields?.length) return undefined
  const chosen = card.choices.find(({ id }) => id === choice)
  const { blocks, joints } = inputBlocks(
    action.fields,
    { ...(chosen ? { text: chosen.text } : {}), ...values },
    say,
  )
  const at: PressAddress = { to: means.to, key: card.key, revision: card.revision }
  const address: ModalAddress = { ...at, action: action.id, joints, ...(chosen ? { choice: chosen.id } : {}) }
  const metadata = writeAddress(address)
  if (metadata.length > mostMetadata) return undefined
  return {
    type: 'modal',
    callback_id: actionModal,
    private_metadata: metadata,
    title: plain(action.label, limits.modal.title),
    submit: plain(submitLabel(card, action, say), limits.modal.button),
    close: plain(say('modal.cancel'), limits.modal.button),
    blocks: [
      ...(means.notice ? [section(`⚠️ ${means.notice}`)] : []),
      ...findingBlocks(findings, values.text ?? chosen?.text ?? '', say),
      ...aboutBlocks(card, action, say),
      ...blocks,
      ...wayBlock(ways, findings, say),
      ...(action.confirm ? [section(action.confirm)] : []),
    ].slice(0, limits.modal.blocks),
  }
}

function submitLabel({ audience }: Pick<Card, 'audience'>, { id }: CardAction, say: Say): string {
  if (audience === 'customer') return say('modal.submit')
  return say(sending.has(id) ? 'modal.send' : 'modal.save')
}

/** Which ticket it is about, and unmistakably who will read it. */
function aboutBlocks(
  { audience, title }: Pick<Card, 'audience' | 'title'>,
  { id }: CardAction,
  say: Say,
): KnownBlock[] {
  if (audience === 'customer') return []
  const reader = sending.has(id) ? `📤 ${say('modal.toCustomer')}` : `🔒 ${say('modal.internal')}`
  return context([`${title}\n${reader}`])
}
