import type { Card } from '../../card.ts'
import { type CardReader, cardBody } from './card-markdown.ts'
import { bytesOf, cutToBytes } from './fit.ts'
import { harmless, plain } from './harmless.ts'
import { buttonId } from './track-id.ts'

/**
 * Markdown with buttons: comes with DingTalk's own SDK and any app may use it. Nobody promises that it stays, hence the
 * other ways. https://github.com/open-dingtalk/dingtalk-stream-sdk-python/blob/main/dingtalk_stream/card_instance.py
 */
export const publicTemplate = '1366a1eb-bc54-4859-ac88-517c56a9acb1.schema'

/** A value of `cardParamMap`, in bytes: https://open.dingtalk.com/document/orgapp/create-and-deliver-cards */
export const mostValueBytes = 1024

/** What a card is to a template. */
export interface CardValues {
  /** `cardParamMap`: strings only. */
  values: Record<string, string>
  /** What has to be read before it, in Markdown; '' where the card holds everything. */
  whole: string
}

/** The values of the public template. */
export function publicCard(card: Card, reader: CardReader): CardValues {
  const { markdown, whole } = cardBody(card, reader, mostValueBytes)
  return {
    values: {
      title: titleOf(card),
      markdown,
      tips: tipsOf(card),
      sys_full_json_obj: buttonsOf(card),
    },
    whole,
  }
}

export const titleOf = ({ state, title }: Card): string =>
  cutToBytes(plain(state && !title.startsWith(state.mark) ? `${state.mark} ${title}` : title), 200)

export const tipsOf = ({ foot }: Card): string =>
  cutToBytes(foot.map((line) => harmless(line)).join(' · '), 300)

/** The buttons within the bytes of one value; `despite` gives those that repeat a press. */
export function buttonsOf(
  { actions, revision }: Pick<Card, 'actions' | 'revision'>,
  repeated: readonly { action: string; label: string; despite: string }[] = [],
): string {
  const again = repeated.map(({ action, label, despite }) => ({
    text: label,
    color: 'red',
    id: buttonId(action, revision, despite),
    request: true,
  }))
  const own = actions.map(({ id, label, style }) => ({
    text: plain(label),
    color: colours[style],
    id: buttonId(id, revision),
    request: true,
  }))
  const all = [...again, ...own]
  // Labels are a few words each; should they ever not fit, whole buttons at the end give way.
  while (bytesOf(JSON.stringify({ msgButtons: all })) > mostValueBytes) all.pop()
  return JSON.stringify({ msgButtons: all })
}

const colours = { primary: 'blue', plain: 'gray', danger: 'red' } as const
