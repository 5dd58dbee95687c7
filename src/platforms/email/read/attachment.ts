import { nameFor, safeName } from './file-name.ts'
import type { MailAttachment, MailFault } from './mail.ts'
import { type Part, readParts } from './parts.ts'
import { decodeTransfer } from './transfer.ts'

/** What a part is called by its sender; '' where it is not. */
export function saidName(part: Part): string {
  return part.disposition.parameters.get('filename') || part.type.parameters.get('name') || ''
}

/** A part as a file; `related` where it stands beside the HTML that shows it. */
export function readAttachment(part: Part, related: boolean, faults: Set<MailFault>): MailAttachment {
  const mediaType = mediaTypeOf(part.type.value)
  const content = decodeTransfer(part.body, part.fields.raw('content-transfer-encoding'), faults)
  const filename = safeName(saidName(part), faults) || forwardedName(mediaType, content) || nameFor(mediaType)
  if (mediaType === 'application/ms-tnef' || /^winmail\.dat$/i.test(filename)) faults.add('tnef')
  const contentId =
    part.fields
      .raw('content-id')
      .replaceAll(/[<>\s]/g, '')
      .slice(0, 998) || undefined
  const shown =
    mediaType.startsWith('image/') && contentId !== undefined && part.disposition.value !== 'attachment'
  return { filename, mediaType, size: content.length, inline: shown && related, contentId, content }
}

function mediaTypeOf(value: string): string {
  return /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(value) ? value : 'application/octet-stream'
}

/** A forwarded mail is called by its subject, as mail programs do. */
function forwardedName(mediaType: string, content: Buffer): string {
  if (mediaType !== 'message/rfc822') return ''
  const ignored = new Set<MailFault>()
  const subject = readParts(content.subarray(0, 64 * 1024), ignored).fields.text('subject')
  return subject === '' ? '' : safeName(`${subject.replaceAll(/[/\\]/g, '_').slice(0, 80)}.eml`, ignored)
}
