import { cut, isBlank } from './clean.ts'
import type { WebDeps } from './deps.ts'
import { type Asker, channelOf } from './member.ts'
import { RefusalError } from './refusal.ts'
import { channelRoom } from './room.ts'
import type { CleanSaid } from './said.ts'
import type { Understood } from './webhook.ts'

const talkMax = 20_000

/** What a staff member pressed or typed, as the house is told. Throws RefusalError for what cannot be taken. */
export function hearMember(deps: WebDeps, asker: Asker, said: CleanSaid): Understood {
  const { accountId, member, locale } = asker
  const externalId = `${accountId}:${said.id}`
  if (said.kind === 'action') {
    const { kind, card, action, values } = said
    return { inbound: { kind, platform: 'web', externalId, by: accountId, card, action, values, locale } }
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
