import { BadInputError } from '../../../lib/errors.ts'
import type { WebhookRequest } from '../../platform.ts'

/** One thing that Slack hands over, by whichever door. */
export interface Envelope {
  /** The payload as Slack made it. */
  body: Record<string, unknown>
  /** Made anew for each delivery over a socket, and absent over HTTP: nothing is recognised by it. */
  id?: string
  retry?: { number: number; reason: string }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether somebody waits in front of it: a button, a form, a command, a shortcut. */
export const isInteractive = ({ body }: Envelope): boolean => body.type !== 'event_callback'

/** What a request holds: JSON (events), or a form with `payload` (buttons, forms, shortcuts) or with fields (commands). Throws BadInputError. */
export function readEnvelope({ headers, body }: Pick<WebhookRequest, 'headers' | 'body'>): Envelope {
  const kind = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  const text = body.toString('utf8')
  const read = kind === 'application/x-www-form-urlencoded' ? formOf(text) : jsonOf(text)
  const number = Number(headers['x-slack-retry-num'])
  const reason = headers['x-slack-retry-reason'] ?? ''
  return { body: read, ...(number > 0 ? { retry: { number, reason } } : {}) }
}

function formOf(text: string): Record<string, unknown> {
  const fields = Object.fromEntries(new URLSearchParams(text))
  return fields.payload === undefined ? fields : jsonOf(fields.payload)
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
  } catch {
    // Said below.
  }
  throw new BadInputError('the body is no JSON object')
}
