import type { InboundAttachment } from '../../platform.ts'
import type { SlackFile } from './shapes.ts'

const prefix = 'slack:'

/** How a file is found again: by its workspace and its id. */
const fileRef = (team: string | undefined, id: string): string =>
  `${prefix}${team === undefined ? '' : `${team}:`}${id}`

/** The workspace and id behind a reference; `undefined` where it is none of Slack's. */
export function parseFileRef(ref: string): { team: string | undefined; id: string } | undefined {
  const found = /^slack:(?:([TE][A-Z0-9]*):)?(F[A-Z0-9]+)$/.exec(ref)
  return found ? { team: found[1], id: found[2] ?? '' } : undefined
}

/** A file somebody added; a mail that was sent to a channel is words and no file. */
export const attachmentOf = (team: string | undefined, file: SlackFile): InboundAttachment => ({
  name: (file.name || file.title || file.id).replaceAll('\u0000', ''),
  size: file.size ?? 0,
  mediaType: file.mimetype ?? 'application/octet-stream',
  ref: fileRef(team, file.id),
})

/** A mail that was sent to a channel's address. https://slack.com/help/articles/206819278 */
export interface ChannelMail {
  subject: string
  text: string
  from: { address: string; name: string } | undefined
}

export const isMail = (file: SlackFile): boolean => file.filetype === 'email' || file.mode === 'email'

export function mailOf(file: SlackFile): ChannelMail {
  const [from] = file.from ?? []
  return {
    subject: file.subject ?? file.title ?? '',
    text: file.plain_text ?? file.preview_plain_text ?? '',
    from: from?.address ? { address: from.address.toLowerCase(), name: from.name ?? '' } : undefined,
  }
}
