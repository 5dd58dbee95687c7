import { PlatformError } from '../../lib/errors.ts'
import type { CardAttachment } from '../card.ts'
import type { OutboundMessage } from '../platform.ts'
import type { Place } from './place.ts'
import { faultText, type Saying, say, sendParam } from './say.ts'
import type { CardMeans } from './send-card.ts'
import type { Step } from './sent.ts'
import { chunksOf } from './write/chunks.ts'
import { cutToBytes } from './write/fit.ts'
import { plain } from './write/harmless.ts'

export type At = Place & { id: string }

/** Words as steps, a message each. */
export const sayings = (means: CardMeans, place: At, texts: readonly Omit<Saying, 'at'>[]): Step[] =>
  texts.map((saying) => ({ repeatable: false, run: () => say(means, place, saying) }))

/** A message without a card: literal text, then its files. */
export function messageSteps(
  means: CardMeans,
  place: At,
  { text, attachments = [] }: OutboundMessage,
): Step[] {
  const words = plain(text)
  const chunks = words.trim() === '' ? [] : chunksOf(words)
  return [
    ...sayings(
      means,
      place,
      chunks.map((chunk) => ({ kind: 'text' as const, title: titleOf(chunk), text: chunk })),
    ),
    ...attachments.map((file) => ({ repeatable: false, run: () => sendFile(means, place, file) })),
  ]
}

/** What the list of chats shows of a message. */
export const titleOf = (text: string): string => cutToBytes(text.replaceAll(/\s+/g, ' ').trim(), 90)

/** https://open.dingtalk.com/document/orgapp/upload-media-files: what may be sent as a file. */
const fileTypes = /^(?:doc|docx|xls|xlsx|ppt|pptx|zip|pdf|rar)$/
const mostFileBytes = 20_000_000

async function sendFile(
  means: CardMeans,
  place: At,
  { name, ref, mediaType }: CardAttachment,
): Promise<void> {
  const file = await means.host.openFile(ref)
  const refuse = (word: string): PlatformError =>
    new PlatformError('refused', faultText(means, word, { name }))
  if (!file) throw refuse('fileGone')
  if (file.bytes.length > mostFileBytes) throw refuse('fileLarge')
  const ending = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? ''
  const image = /^image\/(?:png|jpe?g|gif|bmp)$/.test(file.mediaType || mediaType)
  if (!image && !fileTypes.test(ending)) throw refuse('fileKind')
  const id = await means.caller.upload({ name: file.name, bytes: file.bytes, kind: image ? 'image' : 'file' })
  const message = image
    ? { key: 'sampleImageMsg', param: { photoURL: id } }
    : { key: 'sampleFile', param: { mediaId: id, fileName: file.name, fileType: ending } }
  await sendParam(means, place, message)
}
