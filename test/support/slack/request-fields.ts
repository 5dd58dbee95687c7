import type { IncomingMessage } from 'node:http'
import type { Fields } from './shapes.ts'

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** What was sent, by its type: a form (whose values may be JSON), multipart, or JSON. A file comes as a Buffer. */
export async function fieldsOf(body: Buffer, type: string): Promise<Fields> {
  if (type.startsWith('application/json')) return JSON.parse(body.toString('utf8')) as Fields
  if (type.startsWith('multipart/form-data')) return await multipart(body, type)
  return Object.fromEntries(
    [...new URLSearchParams(body.toString('utf8'))].map(([name, value]) => [name, opened(name, value)]),
  )
}

async function multipart(body: Buffer, type: string): Promise<Fields> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const fields: Fields = {}
  for (const [name, value] of form) {
    fields[name] = typeof value === 'string' ? opened(name, value) : Buffer.from(await value.arrayBuffer())
  }
  return fields
}

// Only these are objects or lists; a text that looks like JSON stays a text.
const structured = new Set(['blocks', 'attachments', 'metadata', 'view', 'files', 'unfurls'])
const flags =
  /^(reply_broadcast|unfurl_links|unfurl_media|mrkdwn|link_names|include_\w+|inclusive|exclude_\w+)$/

/** A field's value: JSON where the method wants a structure, a flag where it wants one, else the text. */
function opened(name: string, value: string): unknown {
  if (flags.test(name)) return value === 'true' || value === '1'
  if (!structured.has(name)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
