import { z } from 'zod'
import type { Card } from '../../card.ts'
import type { InboundAttachment, Outcome } from '../../platform.ts'
import type { Ack, Turn } from '../door/turn.ts'
import type { Ears } from '../hear.ts'
import { attachmentOf } from '../read/files.ts'
import { fileShape, type SlackSubmission } from '../read/shapes.ts'
import { modalOf } from '../write/modal.ts'
import type { ModalAddress } from '../write/modal-address.ts'
import { newTicketModal } from '../write/new-ticket.ts'
import { outcomeView, workingView } from '../write/notice-view.ts'
import { type ModalValues, valuesOf } from '../write/values.ts'
import { textOf, whisper } from './answer.ts'
import { type ListenDesk, type Person, personOf } from './desk.ts'
import { messageOf } from './new-ticket.ts'
import { findAction } from './press.ts'

/** A submitted window: what was typed is done, or said in the window why it was not. */
export async function submit(desk: ListenDesk, ears: Ears, body: SlackSubmission, turn: Turn): Promise<Ack> {
  const { view, user } = body
  const person = await personOf(desk, ears, user.id)
  const read = valuesOf(readable(view))
  turn.early({ response_action: 'update', view: workingView(person.say) })
  const id = `${view.id}:${body.trigger_id ?? view.hash ?? ''}`
  if (view.callback_id === newTicketModal) return await submitTicket(desk, { person, read, view, id }, turn)
  const { address } = read
  if (!address) {
    turn.none()
    return undefined
  }
  const [outcome] = await turn.hand([
    {
      kind: 'action',
      platform: 'slack',
      externalId: `window:${id}`,
      by: person.account,
      card: { key: address.key, revision: address.revision },
      action: address.action,
      values: read.values,
      ...(read.files.length > 0 ? { attachments: await filesOf(desk, person, read.files) } : {}),
      locale: person.locale,
    },
  ])
  if (!outcome) return undefined
  const card = await desk.deps.host.card(address.to, address.key)
  return conclude(desk, { person, viewId: view.id, to: address.to }, turn, {
    outcome,
    view: viewOf(person, { outcome, card, address, read }),
  })
}

interface Submitted {
  person: Person
  read: ModalValues
  view: SlackSubmission['view']
  id: string
}

async function submitTicket(
  desk: ListenDesk,
  { person, read, view, id }: Submitted,
  turn: Turn,
): Promise<Ack> {
  const attachments = await filesOf(desk, person, read.files)
  const metadata = view.private_metadata ?? ''
  const text = read.values.text ?? ''
  const [outcome] = await turn.hand([await messageOf(desk, person, { metadata, text, attachments, id })])
  if (!outcome) return undefined
  const known = outcome.status === 'ignored' ? { ...outcome, notice: person.say('new.known') } : outcome
  const shown = known.status === 'done' ? undefined : outcomeView(known, person.say)
  return conclude(desk, { person, viewId: view.id }, turn, { outcome: known, view: shown })
}

interface Concluded {
  outcome: Outcome
  /** What the window shows from now on; absent: it closes. */
  view: ReturnType<typeof outcomeView> | undefined
}

/** Slack was answered in time: with the window's next content. Or before: then the window is changed. */
function conclude(
  desk: ListenDesk,
  { person, viewId, to }: { person: Person; viewId: string; to?: string },
  turn: Turn,
  { outcome, view }: Concluded,
): Ack {
  const { ears, say } = person
  if (turn.hurried) {
    const next = view ?? outcomeView(outcome, say)
    desk.later('window', async () => {
      await desk.caller.call(ears.team, 'views.update', { view_id: viewId, view: next }).catch(async () => {
        // They closed it: what became of it is said outside.
        const text = textOf(person, outcome)
        if (text !== '') await whisper(desk, person, { to }, text)
      })
    })
    return undefined
  }
  if (view) return { response_action: 'update', view }
  const text = textOf(person, outcome)
  if (text !== '') desk.later('answer', () => whisper(desk, person, { to }, text))
  return undefined
}

/** What the window shows instead of closing: what was refused, with what was typed, so that it can be mended. */
function viewOf(
  { say }: Person,
  shown: { outcome: Outcome; card: Card | undefined; address: ModalAddress; read: ModalValues },
) {
  const { outcome, card, address, read } = shown
  if (outcome.status === 'kept' || outcome.shown?.length) return outcomeView(outcome, say)
  if (outcome.status !== 'refused') return undefined
  const { findings = [], ways = [], notice } = outcome
  const action = card && findAction(card, address.action)
  const again =
    card &&
    action &&
    modalOf(card, action, {
      say,
      to: address.to,
      findings,
      ways,
      values: read.values,
      ...(address.choice ? { choice: address.choice } : {}),
      ...(notice ? { notice } : {}),
    })
  return again ?? outcomeView({ ...outcome, shown: typed(read, say) }, say)
}

/** What was typed must not be lost with the window. */
const typed = ({ values }: ModalValues, say: Person['say']): NonNullable<Outcome['shown']> =>
  values.text ? [{ label: say('window.typed'), text: values.text }] : []

/** What was typed in a submitted window. */
export const typedIn = (view: SlackSubmission['view'], { say }: Person): NonNullable<Outcome['shown']> =>
  typed(valuesOf(readable(view)), say)

const owned = z.looseObject({ user: z.string().nullish() })

/** The files somebody added, each known to be theirs. */
async function filesOf(
  { caller }: ListenDesk,
  { ears, user }: Person,
  ids: readonly string[],
): Promise<InboundAttachment[]> {
  const found = ids.map(async (file): Promise<InboundAttachment[]> => {
    const { file: told } = await caller.call(ears.team, 'files.info', { file })
    const parsed = fileShape.and(owned).safeParse(told)
    return parsed.success && parsed.data.user === user ? [attachmentOf(ears.team, parsed.data)] : []
  })
  return (await Promise.all(found)).flat()
}

/** Slack writes `null` where nothing is. */
const readable = ({ private_metadata, state }: SlackSubmission['view']) => ({
  private_metadata: private_metadata ?? '',
  state: {
    values: Object.fromEntries(
      Object.entries(state?.values ?? {}).map(([id, block]) => [
        id,
        Object.fromEntries(
          Object.entries(block).map(([name, { value, selected_option, files }]) => [
            name,
            {
              value: value ?? null,
              selected_option: selected_option ?? null,
              files: files?.map(({ id: file }) => ({ id: file })) ?? null,
            },
          ]),
        ),
      ]),
    ),
  },
})
