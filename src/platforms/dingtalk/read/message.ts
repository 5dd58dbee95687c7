import type { InboundAttachment } from '../../platform.ts'
import { clean } from './clean.ts'
import { refOf } from './file-ref.ts'

/** What somebody said to the robot, as far as it can be read. */
export interface RobotMessage {
  /** Unique for the robot. */
  id: string
  /** The open conversation id of a group; absent in a chat of two. */
  group: string | undefined
  sender: { staffId: string | undefined; id: string; nick: string }
  text: string
  /** What was said is of a kind that carries no words. */
  unknown: boolean
  attachments: InboundAttachment[]
  webhook: { url: string; expiresAt: Date } | undefined
}

type Fields = Record<string, unknown>

/**
 * Reads a robot message (https://open.dingtalk.com/document/orgapp/receive-message). `fallbackId` is the frame's own
 * id, for one without a message id. `undefined` where nobody can be told to have sent it.
 */
export function readRobotMessage(said: unknown, fallbackId: string): RobotMessage | undefined {
  const data = clean(said)
  if (!isFields(data)) return undefined
  const id = word(data.msgId) || fallbackId
  const staffId = word(data.senderStaffId) || undefined
  const sender = staffId ?? word(data.senderId)
  if (!id || !sender) return undefined
  const body = bodyOf(data)
  return {
    id,
    group: word(data.conversationType) === '2' ? word(data.conversationId) || undefined : undefined,
    sender: { staffId, id: sender, nick: word(data.senderNick) },
    ...body,
    unknown: body.text === '' && body.attachments.length === 0,
    webhook: webhookOf(data),
  }
}

interface Body {
  text: string
  attachments: InboundAttachment[]
}

function bodyOf(data: Fields): Body {
  const content = isFields(data.content) ? data.content : {}
  const code = word(content.downloadCode) || word(content.pictureDownloadCode)
  switch (data.msgtype) {
    case 'text':
      // After an @ of the robot a space is left.
      return { text: isFields(data.text) ? word(data.text.content).replace(/^ /, '') : '', attachments: [] }
    case 'richText':
      return richText(content.richText)
    case 'audio':
      return { text: word(content.recognition), attachments: files(code, 'voice.amr', 'audio/amr') }
    case 'picture':
      return { text: '', attachments: files(code, 'picture.png', 'image/png') }
    case 'video':
      return { text: '', attachments: files(code, `video.${word(content.videoType) || 'mp4'}`, 'video/mp4') }
    case 'file':
      return {
        text: '',
        attachments: files(code, word(content.fileName) || 'file', 'application/octet-stream'),
      }
    default:
      return { text: '', attachments: [] }
  }
}

function richText(parts: unknown): Body {
  const texts: string[] = []
  const attachments: InboundAttachment[] = []
  for (const part of Array.isArray(parts) ? parts : []) {
    if (!isFields(part)) continue
    if (typeof part.text === 'string') texts.push(part.text)
    const code = word(part.downloadCode) || word(part.pictureDownloadCode)
    if (code) attachments.push(...files(code, `picture-${attachments.length + 1}.png`, 'image/png'))
  }
  return { text: texts.join('').replace(/^ /, ''), attachments }
}

/** DingTalk says nothing of sizes. */
const files = (code: string, name: string, mediaType: string): InboundAttachment[] =>
  code ? [{ name, size: 0, mediaType, ref: refOf({ code, name, mediaType }) }] : []

function webhookOf(data: Fields): RobotMessage['webhook'] {
  const url = word(data.sessionWebhook)
  const until = Number(data.sessionWebhookExpiredTime)
  return url && Number.isFinite(until) && until > 0 ? { url, expiresAt: new Date(until) } : undefined
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const word = (value: unknown): string => (typeof value === 'string' ? value : '')
