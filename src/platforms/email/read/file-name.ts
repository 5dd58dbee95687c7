import { wellFormed } from '../../../lib/text.ts'
import type { MailFault } from './mail.ts'

const longest = 150

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/bmp': 'bmp',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/ms-tnef': 'dat',
  'application/pgp-signature': 'asc',
  'application/pkcs7-signature': 'p7s',
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
}

/** A name that is only a name: no folders, no control or direction characters, nothing a system reads its own way. */
export function safeName(said: string, faults: Set<MailFault>): string {
  const last = said.split(/[/\\]/).findLast((piece) => piece.trim() !== '') ?? ''
  const printable = last.replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
  const plain = printable.replaceAll(/[<>:"|?*]/g, '_').replaceAll(/\s+/g, ' ')
  const name = plain.replace(/^[.\s~]+/, '').replace(/[.\s]+$/, '')
  if (last !== said || printable !== last) faults.add('unsafe_filename')
  const free = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) ? `_${name}` : name
  return wellFormed(shortened(free))
}

function shortened(name: string): string {
  const characters = Array.from(name)
  if (characters.length <= longest) return name
  const dot = characters.lastIndexOf('.')
  const ending = dot > 0 && characters.length - dot <= 12 ? characters.slice(dot) : []
  return [...characters.slice(0, longest - ending.length), ...ending].join('')
}

/** A name for a file that has none. */
export function nameFor(mediaType: string): string {
  if (mediaType === 'application/ms-tnef') return 'winmail.dat'
  const kind = mediaType.startsWith('image/')
    ? 'image'
    : mediaType === 'message/rfc822'
      ? 'message'
      : 'attachment'
  return `${kind}.${endings[mediaType] ?? 'bin'}`
}
