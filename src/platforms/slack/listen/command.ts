import type { Ack, Turn } from '../door/turn.ts'
import { refusalOf as codeOf } from '../fault.ts'
import { type Ears, textOf as readText } from '../hear.ts'
import type { SlackCommand, SlackShortcut } from '../read/shapes.ts'
import { plainText } from '../read/text.ts'
import { cut, escaped } from '../write/text.ts'
import { textOf, whisper } from './answer.ts'
import { type ListenDesk, type Person, personOf, placeOf } from './desk.ts'
import { askForTicket } from './new-ticket.ts'

/** `/ticket new 文字` begins a ticket; anything else is a command of staff, answered to them only. */
export async function command(desk: ListenDesk, ears: Ears, body: SlackCommand, turn: Turn): Promise<Ack> {
  const person = await personOf(desk, ears, body.user_id)
  const words = plainText(body.text ?? '', { bot: ears.botUser }).trim()
  const [, text = ''] = /^(?:new|新建)(?:\s+(.*))?$/is.exec(words) ?? []
  const begins = /^(?:new|新建)(?:\s|$)/i.test(words)
  if (begins || !person.staff) {
    turn.none()
    const { trigger_id: trigger, response_url: responseUrl } = body
    // Whoever does not work here has a matter of their own.
    await askForTicket(desk, person, { trigger, text: begins ? text : words, responseUrl })
    return undefined
  }
  const channel = placeOf(ears, body.channel_id)
  const [outcome] = await turn.hand([
    {
      kind: 'talk',
      platform: 'slack',
      externalId: `command:${body.trigger_id}`,
      by: person.account,
      channel: desk.deps.host.channels.has(channel) ? channel : person.account,
      text: words === '' || /^(help|帮助)$/i.test(words) ? '/help' : `/ticket ${words}`,
      locale: person.locale,
    },
  ])
  const said = outcome ? asTyped(textOf(person, outcome)) : ''
  if (said === '') return undefined
  if (!turn.hurried) return { response_type: 'ephemeral', text: escaped(cut(said, 3_000)) }
  desk.later('answer', () => whisper(desk, person, { responseUrl: body.response_url }, said))
  return undefined
}

/** The house's commands as they are typed here: Slack knows none but `/ticket`. */
const asTyped = (text: string): string =>
  text.replace(/(^|[\s·，；（(])\/(?:ticket |工单 )?(?=\p{L})/gmu, '$1/ticket ')

/** 新建工单 from anywhere, 转为工单 on a message. */
export async function shortcut(desk: ListenDesk, ears: Ears, body: SlackShortcut, turn: Turn): Promise<Ack> {
  turn.none()
  const person = await personOf(desk, ears, body.user.id)
  const { trigger_id: trigger, response_url: responseUrl, message, channel } = body
  if (body.type === 'shortcut' || !message || !channel) {
    await askForTicket(desk, person, { trigger, text: '' })
    return undefined
  }
  const refused =
    refusalOf(ears, person, message) ??
    ((await canAnswer(desk, ears, channel.id)) ? undefined : 'shortcut.notHere')
  if (refused) {
    desk.later('answer', () => whisper(desk, person, { responseUrl }, person.say(refused)))
    return undefined
  }
  await askForTicket(desk, person, {
    trigger,
    responseUrl,
    text: await readText(desk, ears, message.text ?? ''),
    from: {
      user: message.user ?? '',
      channel: channel.id,
      thread: message.thread_ts ?? message.ts,
      ts: message.ts,
      files: message.files?.slice(0, mostFiles).map(({ id }) => id),
    },
  })
  return undefined
}

/** As many as Slack takes in one message. */
const mostFiles = 10

/** A shortcut is offered everywhere; only where the bot is can the customer be answered. Unknown counts as yes. */
async function canAnswer({ caller }: ListenDesk, { team }: Ears, channel: string): Promise<boolean> {
  if (channel.startsWith('D')) return true
  return await caller.call(team, 'conversations.info', { channel }).then(
    (answer) => answer.channel?.is_member !== false,
    (error: unknown) => codeOf(error) !== 'channel_not_found',
  )
}

/** Only staff make tickets of what others wrote, and nobody of what a program wrote. */
function refusalOf(
  ears: Ears,
  { staff, user }: Person,
  message: NonNullable<SlackShortcut['message']>,
): string | undefined {
  if (message.bot_id || !message.user || message.user === ears.botUser) return 'shortcut.program'
  return staff || message.user === user ? undefined : 'shortcut.others'
}
