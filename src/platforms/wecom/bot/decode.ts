import { z } from 'zod'
import type { Frame } from './frame.ts'

interface Place {
  /** The answer to this one carries it. */
  reqId: string
  msgId: string
  chat: { id: string; kind: 'group' | 'single' }
  /** A member's account; encrypted where the bot's creator is no super administrator. */
  by: string
}

/** What came over the bot's connection. */
export type Heard =
  | (Place & { kind: 'words'; text: string; quote: string; images: Media[] })
  | (Place & { kind: 'press'; taskId: string; key: string; selected: Record<string, string> })
  | (Place & { kind: 'enter' })
  | { kind: 'kicked' }

export interface Media {
  url: string
  /** Of this one file. */
  aesKey: string
}

const text = z.object({ content: z.string() })
const image = z.object({ url: z.string(), aeskey: z.string().optional() })
const item = z.object({ msgtype: z.string(), text: text.optional(), image: image.optional() })
const said = z.object({
  msgtype: z.string(),
  text: text.optional(),
  image: image.optional(),
  voice: text.optional(),
  file: image.optional(),
  mixed: z.object({ msg_item: z.array(item) }).optional(),
})
const optionIds = z.object({ option_id: z.union([z.array(z.string()), z.string()]) })
const selectedItem = z.object({ question_key: z.string(), option_ids: optionIds })
// Everything lies under its own name: the types of the vendor's SDK, which are flat, are wrong.
const press = z.object({
  event_key: z.string().default(''),
  task_id: z.string().default(''),
  selected_items: z.object({ selected_item: z.union([z.array(selectedItem), selectedItem]) }).optional(),
})
const body = z.object({
  msgid: z.string().default(''),
  chatid: z.string().optional(),
  chattype: z.string().optional(),
  create_time: z.number().optional(),
  from: z.object({ userid: z.string() }).optional(),
  quote: said.optional(),
  event: z.object({ eventtype: z.string(), template_card_event: press.optional() }).optional(),
})

/** Reads a callback; `undefined` for what is of no use to a desk. */
export function decode({ cmd, reqId, body: given }: Frame): Heard | undefined {
  const read = body.safeParse(given)
  if (!read.success) return undefined
  const { event, from, quote, ...rest } = read.data
  if (event?.eventtype === 'disconnected_event') return { kind: 'kicked' }
  const by = from?.userid ?? ''
  const group = rest.chattype === 'group' && rest.chatid !== undefined
  // Without an id of its own a thing is known by what it is: a redelivery is then known again.
  const msgId = rest.msgid === '' ? `${reqId}:${rest.create_time ?? ''}` : rest.msgid
  const place: Place = {
    reqId,
    msgId,
    by,
    chat: group ? { id: rest.chatid ?? '', kind: 'group' } : { id: by, kind: 'single' },
  }
  if (by === '') return undefined
  if (cmd === 'aibot_msg_callback') return words(place, given, quote)
  if (event?.eventtype === 'enter_chat') return { ...place, kind: 'enter' }
  const pressed = event?.template_card_event
  if (event?.eventtype !== 'template_card_event' || !pressed) return undefined
  return {
    ...place,
    kind: 'press',
    taskId: pressed.task_id,
    key: pressed.event_key,
    selected: selectedOf(pressed.selected_items),
  }
}

function words(place: Place, given: unknown, quote: z.infer<typeof said> | undefined): Heard | undefined {
  const read = said.safeParse(given)
  if (!read.success) return undefined
  return {
    ...place,
    kind: 'words',
    text: place.chat.kind === 'group' ? unmentioned(textOf(read.data)) : textOf(read.data).trim(),
    quote: quote ? textOf(quote) : '',
    images: imagesOf(read.data),
  }
}

/** Without the name the bot was called by, before the words or after them: it may go on to a customer with them. */
function unmentioned(text: string): string {
  const rest = text.replace(/^\s*@\S+\s*/, '')
  return (rest === text ? text.replace(/\s@\S+\s*$/, '') : rest).trim()
}

const textOf = ({ text, voice, mixed }: z.infer<typeof said>): string =>
  text?.content ??
  voice?.content ??
  (mixed?.msg_item ?? []).flatMap((one) => (one.text ? [one.text.content] : [])).join('\n')

const imagesOf = ({ image, mixed }: z.infer<typeof said>): Media[] =>
  [image, ...(mixed?.msg_item ?? []).map((one) => one.image)].flatMap((one) =>
    one?.aeskey ? [{ url: one.url, aesKey: one.aeskey }] : [],
  )

function selectedOf(items: z.infer<typeof press>['selected_items']): Record<string, string> {
  const list = items ? [items.selected_item].flat() : []
  return Object.fromEntries(
    list.flatMap(({ question_key, option_ids }) => {
      const [first] = [option_ids.option_id].flat()
      return first === undefined ? [] : [[question_key, first]]
    }),
  )
}
