/** What comes down a stream: https://open.dingtalk.com/document/development/protocol-description */
export interface Frame {
  type: 'SYSTEM' | 'EVENT' | 'CALLBACK'
  topic: string
  messageId: string
  data: unknown
  /** As the SDK wants it. */
  raw: RawFrame
}

export interface RawFrame {
  specVersion: string
  type: string
  headers: RawHeaders
  data: string
}

interface RawHeaders {
  appId: string
  connectionId: string
  contentType: string
  messageId: string
  time: string
  topic: string
}

/** Reads one frame; `undefined` where it is none, which the SDK itself would fall over. */
export function readFrame(text: string): Frame | undefined {
  const raw = jsonOf(text)
  if (!isFrame(raw)) return undefined
  const { type } = raw
  if (type !== 'SYSTEM' && type !== 'EVENT' && type !== 'CALLBACK') return undefined
  const { topic, messageId } = raw.headers
  // Not every frame of the system has an id; what has none cannot be answered.
  if (type !== 'SYSTEM' && typeof messageId !== 'string') return undefined
  return { type, topic, messageId: messageId ?? '', data: jsonOf(raw.data), raw }
}

function isFrame(value: unknown): value is RawFrame {
  if (!isRecord(value) || !isRecord(value.headers)) return false
  return (
    typeof value.headers.topic === 'string' && (value.data === undefined || typeof value.data === 'string')
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
