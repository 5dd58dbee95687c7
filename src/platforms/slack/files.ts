import { messageOf, PlatformError } from '../../lib/errors.ts'
import type { CardAttachment } from '../card.ts'
import type { OpenedFile } from '../platform.ts'
import { sharedAt } from './find.ts'
import { calling, noted, type Post } from './post.ts'
import { beginPost, type NewPost, recordPost } from './posts.ts'
import { cut, harmless } from './write/text.ts'

export interface Uploads extends Post {
  fetch: typeof fetch
  openFile(ref: string): Promise<OpenedFile | undefined>
}

const uploadMs = 20_000

/** A file whose bytes Slack has, and nobody sees yet. */
export interface Uploaded {
  id: string
  title: string
}

/**
 * Brings the bytes of files to Slack; throws PlatformError where one is not there any more.
 * https://docs.slack.dev/messaging/working-with-files#uploading_files
 */
export async function uploadFiles(
  means: Uploads,
  team: string | undefined,
  attachments: readonly CardAttachment[],
): Promise<Uploaded[]> {
  const files: Uploaded[] = []
  for (const attachment of attachments) files.push(await upload(means, team, attachment))
  return files
}

/**
 * Shows files in a channel, in one message. After a lost answer the files themselves know whether they were shown.
 * https://docs.slack.dev/reference/methods/files.completeUploadExternal
 */
export async function shareFiles(
  means: Uploads,
  row: NewPost & { team?: string | undefined },
  [first, ...rest]: readonly Uploaded[],
): Promise<void> {
  const { team, ...post } = row
  if (!first) return
  const files = [first, ...rest].map(({ id }) => id).join(',')
  await means.pace.turn('post', { ...(team === undefined ? {} : { team }), channel: post.channel })
  await beginPost(means.db, { ...post, files }, means.now())
  const where =
    post.thread === '' ? { channel_id: post.channel } : { channel_id: post.channel, thread_ts: post.thread }
  await calling(means, row, 'files.completeUploadExternal', { ...where, files: [first, ...rest] })
  // Slack answers before it knows the message; that the files are shown is what counts.
  const ts = await sharedAt(means, { team, file: first.id, channel: post.channel }).catch(() => undefined)
  await noted(means, recordPost(means.db, post, { channel: post.channel, ts: ts ?? '-', at: means.now() }))
}

async function upload(
  means: Uploads,
  team: string | undefined,
  { name, ref }: CardAttachment,
): Promise<Uploaded> {
  const file = await means.openFile(ref)
  const title = cut(harmless(name).replaceAll('\n', ' '), 200)
  if (!file) throw new PlatformError('refused', means.say('fault.noFile', { name: title }))
  const { upload_url, file_id } = await means.caller.call(team, 'files.getUploadURLExternal', {
    filename: title,
    length: file.bytes.length,
  })
  if (!upload_url || !file_id)
    throw new PlatformError('unreachable', means.say('fault.later', { code: 'no upload_url' }))
  await put(means, upload_url, file)
  return { id: file_id, title }
}

/** The address is the right to upload: it is in no error. */
async function put(
  { fetch: ask, say }: Uploads,
  url: string,
  { bytes, mediaType }: OpenedFile,
): Promise<void> {
  const failed = (code: string): PlatformError =>
    new PlatformError('unreachable', say('fault.network', { code }))
  try {
    const answer = await ask(url, {
      method: 'POST',
      headers: { 'content-type': mediaType },
      body: new Uint8Array(bytes),
      signal: AbortSignal.timeout(uploadMs),
    })
    await answer.body?.cancel()
    if (!answer.ok) throw failed(`HTTP ${answer.status}`)
  } catch (error) {
    if (error instanceof PlatformError) throw error
    throw failed(messageOf(error).replaceAll(url, '…'))
  }
}
