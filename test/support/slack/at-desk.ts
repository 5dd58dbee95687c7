import { expect } from 'vitest'
import type { SlackDesk } from '../slack-desk.ts'
import { type Fields, isFields, type Message, type View } from './shapes.ts'

/** Every word that stands before somebody's eyes on a message or in a window, in order. */
export function wordsOf(shown: Message | View | undefined): string {
  const words: string[] = []
  const read = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(read)
    else if (isFields(part)) {
      if (typeof part.text === 'string') words.push(part.text)
      for (const [name, inside] of Object.entries(part)) if (name !== 'text' || isFields(inside)) read(inside)
    }
  }
  if (shown) read('ts' in shown ? shown.blocks : shown.given)
  return words.join('\n')
}

/** The labels of what can be pressed on a message. */
export const buttonsOn = (message: Message): string[] =>
  (message.blocks ?? []).flatMap(({ elements }) =>
    (Array.isArray(elements) ? elements : [])
      .filter((one): one is Fields => isFields(one) && typeof one.action_id === 'string')
      .map(({ action_id }) => String(action_id)),
  )

export interface AtDesk {
  /** The newest message in a channel on which this can be pressed; waits for it. */
  card(channel: string, action: string): Promise<Message>
  /** Presses it there and waits until all that follows is done. */
  presses(who: string, channel: string, action: string): Promise<Message>
  /** Presses it, fills in the window that opens, and sends it. */
  fills(who: string, at: { channel: string; action: string }, values: Record<string, string>): Promise<void>
  /** Waits until this is to be read in one of these messages. */
  reads(messages: () => Message[], words: string): Promise<Message>
  /** What only this person was told last; waits for it. */
  told(who: string, words: string): Promise<void>
  /** The house's clock and Slack's go on, reminders are swept. */
  passes(length: string): Promise<void>
}

/** Looks over the shoulders of those who sit at a desk on Slack. */
export function atDesk(desk: SlackDesk): AtDesk {
  const { slack } = desk
  const card = async (channel: string, action: string): Promise<Message> => {
    const find = (): Message | undefined =>
      slack.messages(channel).findLast((message) => buttonsOn(message).includes(action))
    await slack.until(() => find() !== undefined, `${action} in ${channel}`)
    return find() as Message
  }
  const presses = async (who: string, channel: string, action: string): Promise<Message> => {
    const message = await card(channel, action)
    expect(await slack.person(who).presses(message, action)).toEqual({ answer: {} })
    await desk.rests()
    return message
  }
  return {
    card,
    presses,
    async fills(who, { channel, action }, values) {
      await presses(who, channel, action)
      const person = slack.person(who)
      if (!person.modal()) throw new Error(`no window opened for ${who} at ${action}`)
      await person.submits(values)
      await desk.rests()
    },
    async reads(messages, words) {
      const find = (): Message | undefined => messages().findLast((one) => wordsOf(one).includes(words))
      await slack.until(() => find() !== undefined, words)
      return find() as Message
    },
    async told(who, words) {
      const last = (): string => slack.person(who).ephemerals().at(-1)?.text ?? ''
      await slack.until(() => last().includes(words), `${who} is told: ${words}`)
    },
    async passes(length) {
      const before = desk.deps.now().getTime()
      await desk.rests()
      await desk.passes(length)
      // Slack waits three seconds of its clock for an answer: what is under way arrives first.
      await desk.rests()
      await slack.passes(desk.deps.now().getTime() - before)
      await desk.rests()
    },
  }
}
