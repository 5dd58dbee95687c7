import type { InboundAttachment } from '../platform.ts'
import { cut, isBlank } from './clean.ts'
import type { WebDeps } from './deps.ts'
import { type Asker, channelOf } from './member.ts'
import { RefusalError } from './refusal.ts'
import { accountRoom, channelRoom } from './room.ts'
import { type CleanSaid, filesMax } from './said.ts'
import { attachmentOf, uploadsOf } from './upload.ts'
import type { Understood } from './webhook.ts'

const talkMax = 20_000

/** What a staff member pressed or typed, as the house is told. Throws RefusalError for what cannot be taken. */
export async function hearMember(deps: WebDeps, asker: Asker, said: CleanSaid): Promise<Understood> {
  const { accountId, member, locale } = asker
  const externalId = `${accountId}:${said.id}`
  if (said.kind === 'action') {
    const { kind, card, action, values } = said
    const attachments = await filesOf(deps, accountId, said.uploads)
    const inbound = { kind, platform: 'web', externalId, by: accountId, card, action, values, locale }
    return { inbound: attachments.length > 0 ? { ...inbound, attachments } : inbound }
  }
  if (said.kind === 'message') throw new RefusalError('forbidden')
  const channel = channelOf(member, said.channel)
  if (isBlank(said.text)) throw new RefusalError('empty')
  if (cut(said.text, talkMax).cut) throw new RefusalError('talk_too_long', { max: talkMax })
  return {
    inbound: {
      kind: 'talk',
      platform: 'web',
      externalId,
      by: accountId,
      channel: channel.id,
      text: said.text,
      locale,
    },
    post: {
      id: said.id,
      room: channelRoom(channel.id),
      author: 'staff',
      name: member.name,
      text: said.text,
      attachments: [],
      at: deps.now(),
    },
  }
}

/** What the member uploaded for this. */
async function filesOf(deps: WebDeps, accountId: string, ids: string[]): Promise<InboundAttachment[]> {
  if (ids.length > filesMax) throw new RefusalError('too_many_files', { max: filesMax })
  const uploads = await uploadsOf(deps, accountRoom(accountId), ids)
  if (uploads.length < ids.length) throw new RefusalError('file_gone')
  return uploads.map(attachmentOf)
}
