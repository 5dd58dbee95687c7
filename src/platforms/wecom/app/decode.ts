import { isElement, textOf } from '../xml.ts'

/** What a member did in the self-built app's chat: https://developer.work.weixin.qq.com/document/path/90240 */
export type AppHeard =
  | { kind: 'words'; id: string; by: string; text: string }
  | {
      kind: 'press'
      id: string
      by: string
      taskId: string
      key: string
      selected: Record<string, string>
      /** Changes the pressed card, once and within 72 hours. */
      responseCode: string
    }

/** Reads a decrypted callback; `undefined` for what is of no use to a desk. */
export function decodeApp(xml: Record<string, unknown>): AppHeard | undefined {
  const by = textOf(xml, 'FromUserName')
  const kind = textOf(xml, 'MsgType')
  if (by === '') return undefined
  if (kind === 'text')
    return { kind: 'words', id: textOf(xml, 'MsgId'), by, text: textOf(xml, 'Content').trim() }
  if (kind !== 'event' || textOf(xml, 'Event') !== 'template_card_event') return undefined
  const taskId = textOf(xml, 'TaskId')
  const key = textOf(xml, 'EventKey')
  const responseCode = textOf(xml, 'ResponseCode')
  // Events have no id: WeCom's advice is who and when, and one press has one response code.
  const id = `${by}:${textOf(xml, 'CreateTime')}:${responseCode === '' ? taskId : responseCode}`
  return { kind: 'press', id, by, taskId, key, selected: selectedOf(xml), responseCode }
}

/** One element comes alone, several as a list. */
function selectedOf(xml: Record<string, unknown>): Record<string, string> {
  const items = isElement(xml.SelectedItems) ? [xml.SelectedItems.SelectedItem].flat() : []
  const pairs = items.filter(isElement).flatMap((item): [string, string][] => {
    const ids = isElement(item.OptionIds) ? [item.OptionIds.OptionId].flat() : []
    const [first] = ids.filter((id) => typeof id === 'string')
    return first === undefined ? [] : [[textOf(item, 'QuestionKey'), first]]
  })
  return Object.fromEntries(pairs)
}
