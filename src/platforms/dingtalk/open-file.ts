import { PlatformError } from '../../lib/errors.ts'
import type { OpenedFile } from '../platform.ts'
import type { DingtalkDeps } from './deps.ts'
import { readRef } from './read/file-ref.ts'
import type { Sending } from './sending.ts'

const mostBytes = 50_000_000
const downloadMs = 30_000

/** Files lie with DingTalk and in its cloud; an address elsewhere is not asked. */
const homes = /(?:^|\.)(?:dingtalk\.com|dingtalk\.io|alicdn\.com|aliyuncs\.com)$/

/**
 * The file behind a reference, fetched from DingTalk now (https://open.dingtalk.com/document/orgapp/download-the-file-content-of-the-robot-receiving-message);
 * `undefined` where it is none of DingTalk or is there no more. Throws PlatformError `unreachable`.
 */
export async function openFile(
  deps: DingtalkDeps,
  sending: Sending,
  ref: string,
): Promise<OpenedFile | undefined> {
  const file = readRef(ref)
  if (!file) return undefined
  const { settings } = deps
  const answer = await sending
    .call({
      method: 'POST',
      path: '/v1.0/robot/messageFiles/download',
      body: { downloadCode: file.code, robotCode: settings.robotCode },
    })
    .catch((error: unknown) => {
      if (error instanceof PlatformError && error.reason === 'refused') return undefined
      throw error
    })
  const url = (answer as { downloadUrl?: unknown } | undefined)?.downloadUrl
  if (typeof url !== 'string' || !isHome(url, settings.apiUrl)) return undefined
  const bytes = await download(deps, url)
  if (!bytes) return undefined
  const picture = pictureOf(bytes)
  return {
    name: file.name,
    mediaType: picture ?? (file.mediaType.startsWith('image/') ? 'application/octet-stream' : file.mediaType),
    bytes,
    shown: picture !== undefined,
  }
}

function isHome(text: string, apiUrl: string): boolean {
  const url = URL.parse(text)
  if (!url) return false
  return url.origin === new URL(apiUrl).origin || (/^https?:$/.test(url.protocol) && homes.test(url.hostname))
}

async function download({ fetch, pause }: DingtalkDeps, url: string): Promise<Buffer | undefined> {
  const done = new AbortController()
  const late = new AbortController()
  void pause(downloadMs, done.signal).then(() => late.abort())
  try {
    const response = await fetch(url, { redirect: 'error', signal: late.signal })
    if (!response.ok || !response.body) return undefined
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body) {
      size += chunk.byteLength
      if (size > mostBytes) return undefined
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch (error) {
    throw new PlatformError('unreachable', 'the file could not be fetched', { cause: error })
  } finally {
    done.abort()
  }
}

/** What the bytes are, whatever they are said to be: only pictures are shown. */
function pictureOf(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 12).toString('latin1')
  if (head.startsWith('\u0089PNG\r\n')) return 'image/png'
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(head)) return 'image/gif'
  return /^RIFF[\s\S]{4}WEBP/.test(head) ? 'image/webp' : undefined
}
