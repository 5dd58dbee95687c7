import type { Card, CardAction } from '../../card.ts'
import type { Outcome } from '../../platform.ts'
import { readPlace } from '../place.ts'
import { modalOf } from '../write/modal.ts'
import { outcomeView } from '../write/notice-view.ts'
import { cut, escaped } from '../write/text.ts'
import type { ListenDesk, Person } from './desk.ts'

/** Where the one who acted can be answered. */
export interface Way {
  /** Opens a window within three seconds of the press, once. */
  trigger?: string | null | undefined
  /** Takes five answers within half an hour. */
  responseUrl?: string | null | undefined
  /** Where the card stands; absent where it stands nowhere. */
  to?: string | undefined
}

const mostEphemeral = 1_300

/** Shows what became of a press to the one who pressed, and to nobody else. */
export async function answerPress(
  desk: ListenDesk,
  person: Person,
  outcome: Outcome,
  { way, card }: { way: Way; card?: Card | undefined },
): Promise<void> {
  const view = viewOf(person, outcome, { to: way.to, card })
  if (view && way.trigger && (await opened(desk, person, way.trigger, view))) return
  const text = textOf(person, outcome)
  if (text !== '') await whisper(desk, person, way, text)
}

/** A reply that was not sent is mended in its own window; what may be seen by one only is shown in one. */
function viewOf(
  { say }: Person,
  outcome: Outcome,
  { to, card }: { to?: string | undefined; card?: Card | undefined },
) {
  const { findings = [], ways = [], shown = [], notice } = outcome
  if (shown.length > 0) return outcomeView(outcome, say)
  const edit = card && findings.length > 0 ? editOf(card) : undefined
  if (!card || !edit || to === undefined) return undefined
  return modalOf(card, edit, { say, to, findings, ways, ...(notice ? { notice } : {}) })
}

const editOf = ({ actions }: Card): CardAction | undefined =>
  actions.find(({ id, fields }) => id === 'suggestion.edit' && fields?.length)

async function opened(
  { caller }: ListenDesk,
  { ears }: Person,
  trigger: string,
  view: ReturnType<typeof outcomeView>,
): Promise<boolean> {
  return await caller.call(ears.team, 'views.open', { trigger_id: trigger, view }).then(
    () => true,
    () => false,
  )
}

/** As plain words, where no window can be shown. */
export function textOf(
  { say }: Pick<Person, 'say'>,
  { notice, findings = [], shown = [], status }: Outcome,
): string {
  const lines = [
    ...(notice ? [`${status === 'refused' ? '⚠️ ' : ''}${notice}`] : []),
    ...findings.map(({ name, advice }) => `• ${say('modal.finding', { name, advice })}`),
    ...shown.map(({ label, text }) => `${label}\n${text}`),
  ]
  return lines.join('\n')
}

/** Says something to one person only: where they pressed, else in their channel, else in person. */
export async function whisper(
  { respond, caller }: ListenDesk,
  { ears, user }: Person,
  { responseUrl, to }: Way,
  words: string,
): Promise<void> {
  const text = escaped(cut(words, mostEphemeral))
  if (responseUrl) {
    const sent = await respond(responseUrl, {
      response_type: 'ephemeral',
      replace_original: false,
      text,
    }).then(
      () => true,
      () => false,
    )
    if (sent) return
  }
  const place = to === undefined ? undefined : readPlace(to)
  if (place && /^[CG]/.test(place.channel)) {
    const { channel, thread } = place
    const said = await caller
      .call(ears.team, 'chat.postEphemeral', {
        channel,
        user,
        text,
        ...(thread ? { thread_ts: thread } : {}),
      })
      .then(
        () => true,
        () => false,
      )
    if (said) return
  }
  await caller.call(ears.team, 'chat.postMessage', {
    channel: user,
    text,
    unfurl_links: false,
    unfurl_media: false,
  })
}
