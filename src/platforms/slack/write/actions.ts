import type { ActionsBlock, Button, ConfirmationDialog, KnownBlock, PlainTextOption } from '@slack/types'
import type { Card, CardAction, CardChoice } from '../../card.ts'
import type { Say } from '../fault.ts'
import { actionsBlock, button, limits, plain } from './block.ts'
import { blockIdOf, choosing, fits, moreId, type PressAddress } from './press.ts'

const mostButtons = 5

/** The buttons: at most five, what is beyond in a menu, then what only shows something. */
export function actionBlocks({ actions, more = [], quote }: Card, at: PressAddress, say: Say): KnownBlock[] {
  // A press that could not say what it is about would do nothing.
  if (!fits(at)) return []
  const shown =
    actions.length > mostButtons + (more.length > 0 ? 0 : 1) ? actions.slice(0, mostButtons) : actions
  const beyond = [...actions.slice(shown.length), ...more].slice(0, limits.overflow)
  const elements: ActionsBlock['elements'] = [
    ...shown.map((action) => buttonOf(action, say)),
    ...(beyond.length > 0
      ? [
          {
            type: 'overflow' as const,
            action_id: moreId,
            options: beyond.map(({ id, label }) => option(id, label)),
          },
        ]
      : []),
    ...(quote?.reveal ? [buttonOf(quote.reveal, say)] : []),
  ]
  return actionsBlock(blockIdOf(at, 'actions'), elements)
}

/** A ticket's page on the web desk. */
export const ticketUrl = (publicUrl: string, number: string): string =>
  `${publicUrl}/desk#/${encodeURIComponent(number.slice(0, 60).toWellFormed())}`

/** What needs words is confirmed by sending them. */
export const buttonOf = ({ confirm, ...action }: CardAction, say: Say): Button =>
  button({
    ...action,
    ...(confirm && !action.fields?.length ? { confirm: confirmation(action, confirm, say) } : {}),
  })

function confirmation({ label, style }: CardAction, text: string, say: Say): ConfirmationDialog {
  return {
    title: plain(say('card.confirm', { action: label }), limits.confirm.title),
    text: plain(text, limits.confirm.text),
    confirm: plain(label, limits.confirm.button),
    deny: plain(say('card.cancel'), limits.confirm.button),
    ...(style === 'plain' ? {} : { style }),
  }
}

const option = (value: string, label: string, description?: string): PlainTextOption => ({
  text: plain(label, limits.option),
  value,
  ...(description ? { description: plain(description.replaceAll('\n', ' '), limits.option) } : {}),
})

/** The alternatives that are not shown: choosing one opens it for editing, so that nobody sends what they have not read. */
export function choiceBlocks({ choices, actions }: Card, at: PressAddress, say: Say): KnownBlock[] {
  const edit = actions.find(({ fields }) => fields?.some(({ id, kind }) => id === 'text' && kind === 'text'))
  const others = choices.filter(({ selected, id }) => !selected && id.length <= limits.option)
  if (!edit || others.length === 0 || !fits(at, 'choices')) return []
  return actionsBlock(blockIdOf(at, 'choices'), [
    {
      type: 'static_select',
      action_id: choosing(edit.id),
      placeholder: plain(say('card.choices', { count: others.length }), limits.placeholder),
      options: others.slice(0, limits.options).map((one: CardChoice) => option(one.id, one.label, one.text)),
    },
  ])
}
