import { PlatformError } from '../../lib/errors.ts'
import type { OpenedFile } from '../platform.ts'
import type { Caller } from './call.ts'
import { refusalOf } from './fault.ts'
import { attachmentOf, parseFileRef } from './read/files.ts'
import { fileShape } from './read/shapes.ts'

export interface FileDeps {
  caller: Caller
  fetch: typeof fetch
  /** Where Slack's Web API is; files may lie there, too (a test's Slack). */
  slackApiUrl?: string | undefined
}

/** Bytes; what is larger is opened in Slack. */
const most = 50_000_000
const timeoutMs = 60_000
const picture = /^image\/(?:png|jpeg|gif|webp)$/
const gone = new Set(['file_not_found', 'file_deleted', 'not_visible'])

/**
 * The file behind a reference; `undefined` where it is none of Slack's, or not there any more. Throws PlatformError
 * where Slack cannot be asked now. https://docs.slack.dev/reference/objects/file-object
 */
export async function openFile(deps: FileDeps, ref: string): Promise<OpenedFile | undefined> {
  const place = parseFileRef(ref)
  if (!place) return undefined
  // A message in a shared channel holds the id only; the address may have changed besides.
  const told = await deps.caller
    .call(place.team, 'files.info', { file: place.id })
    .catch((error: unknown) => unlessGone(error))
  const file = fileShape.safeParse(told?.file).data
  const address = file?.url_private_download ?? file?.url_private
  if (!file || !address || (file.size ?? 0) > most || !isSlack(address, deps.slackApiUrl)) return undefined
  const bytes = await load(deps, address, await deps.caller.tokenOf(place.team))
  if (!bytes) return undefined
  const { name, mediaType } = attachmentOf(place.team, file)
  return { name, mediaType, bytes, shown: picture.test(mediaType) && !looksLikePage(bytes) }
}

function unlessGone(error: unknown): undefined {
  if (!gone.has(refusalOf(error) ?? '')) throw error
  return undefined
}

/** The token goes to Slack and to nobody else: files of other services lie elsewhere. */
function isSlack(address: string, slackApiUrl: string | undefined): boolean {
  const url = URL.parse(address)
  if (!url) return false
  if (slackApiUrl !== undefined && url.origin === new URL(slackApiUrl).origin) return true
  return url.protocol === 'https:' && /(^|\.)slack\.com$/.test(url.hostname)
}

async function load({ fetch: ask }: FileDeps, address: string, token: string): Promise<Buffer | undefined> {
  const answer = await ask(address, {
    headers: { authorization: `Bearer ${token}` },
    // Another address would get the token as well.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    throw new PlatformError('unreachable', 'a file could not be had from Slack', { cause: error })
  })
  if (answer.status >= 500 || answer.status === 429)
    throw new PlatformError('unreachable', `Slack answered a file with HTTP ${answer.status}`)
  if (!answer.ok || Number(answer.headers.get('content-length') ?? 0) > most) return undefined
  const bytes = await bounded(answer)
  const page = (answer.headers.get('content-type') ?? '').startsWith('text/html')
  // Without the right to read it Slack answers 200 and its sign-in page.
  return bytes && page && looksLikePage(bytes) && /sign in/i.test(bytes.toString('utf8', 0, 4_000))
    ? undefined
    : bytes
}

/** All of it, or nothing where it is more than was said. */
async function bounded(answer: Response): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.byteLength
    if (size > most) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const looksLikePage = (bytes: Buffer): boolean => /^\s*<(!doctype|html)/i.test(bytes.toString('utf8', 0, 100))
