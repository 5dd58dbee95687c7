import type { Card, CardAction } from '../../card.ts'
import type { InboundAction } from '../../platform.ts'
import type { Ack, Turn } from '../door/turn.ts'
import type { Ears } from '../hear.ts'
import type { SlackPress } from '../read/shapes.ts'
import { newTicketId, refreshId } from '../write/home.ts'
import { modalOf } from '../write/modal.ts'
import { type Press, readPress } from '../write/press.ts'
import { answerPress, type Way, whisper } from './answer.ts'
import { type ListenDesk, type Person, personOf } from './desk.ts'
import { showHome } from './home.ts'
import { askForTicket } from './new-ticket.ts'

/** A press of a button: what needs words opens a window, everything else is done. */
export async function press(desk: ListenDesk, ears: Ears, body: SlackPress, turn: Turn): Promise<Ack> {
  const [pressed] = body.actions
  if (!pressed) return nothing(turn)
  const person = await personOf(desk, ears, body.user.id)
  const way: Way = { trigger: body.trigger_id, responseUrl: body.response_url }
  if (pressed.action_id === newTicketId || pressed.action_id === refreshId) {
    turn.none()
    if (pressed.action_id === refreshId) desk.later('home', () => showHome(desk, person))
    else await askForTicket(desk, person, { trigger: way.trigger ?? '', text: '' })
    return undefined
  }
  const read = readPress({
    block_id: pressed.block_id ?? '',
    action_id: pressed.action_id,
    selected_option: pressed.selected_option?.value ? { value: pressed.selected_option.value } : null,
  })
  if (!read) return nothing(turn)
  const card = await desk.deps.host.card(read.to, read.key)
  const window = card && windowOf(card, read, person)
  if (window && way.trigger) {
    turn.none()
    await open(desk, person, { way: { ...way, to: read.to }, view: window })
    return undefined
  }
  const action = actionOf(person, read, body.trigger_id ?? `${body.user.id}:${pressed.action_ts ?? ''}`)
  const [outcome] = await turn.hand([action])
  // Slack is answered first: the words come by themselves.
  if (outcome)
    desk.later('answer', async () => {
      await answerPress(desk, person, outcome, { way: { ...way, to: read.to }, card })
      if (body.view?.type === 'home') await showHome(desk, person)
    })
  return undefined
}

/** A button that only opens an address. */
function nothing(turn: Turn): undefined {
  turn.none()
}

/** The window a press needs; whoever may not act is told so by the house, before they type anything. */
function windowOf(card: Card, { action, choice, to }: Press, { say, staff }: Person) {
  const found = findAction(card, action)
  if (!found?.fields?.length || (card.audience === 'internal' && !staff)) return undefined
  return modalOf(card, found, { say, to, ...(choice ? { choice } : {}) })
}

/** An action of a card, wherever on it its button stands. */
export const findAction = ({ actions, more = [], quote, facts }: Card, id: string): CardAction | undefined =>
  [
    ...actions,
    ...more,
    ...(quote?.reveal ? [quote.reveal] : []),
    ...facts.flatMap(({ explain }) => explain ?? []),
  ].find((one) => one.id === id)

async function open(
  desk: ListenDesk,
  person: Person,
  { way, view }: { way: Way; view: NonNullable<ReturnType<typeof modalOf>> },
): Promise<void> {
  try {
    await desk.caller.call(person.ears.team, 'views.open', { trigger_id: way.trigger ?? '', view })
  } catch (error) {
    desk.deps.log.warn({ platform: 'slack', error: String(error) }, 'a window could not be opened')
    desk.later('answer', () => whisper(desk, person, way, person.say('window.late')))
  }
}

function actionOf(person: Person, { key, revision, action, choice }: Press, id: string): InboundAction {
  return {
    kind: 'action',
    platform: 'slack',
    externalId: `press:${id}:${action}`,
    by: person.account,
    card: { key, revision },
    action,
    values: choice ? { choice } : {},
    locale: person.locale,
  }
}
