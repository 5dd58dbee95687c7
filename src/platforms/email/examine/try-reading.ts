import type { ImapFlow } from 'imapflow'
import { endConnection, isReadable, openConnection, type ReadableMailbox, within } from '../imap/connect.ts'
import { faultOf } from '../imap/fault.ts'
import { openFolder } from '../imap/folder.ts'
import type { Mailbox } from '../mailbox.ts'
import { bad, type Examination, type Finding, good } from './examination.ts'
import { hintFor } from './hint.ts'
import { saidOf, tlsFaultOf } from './tls-fault.ts'

/** Faults of the way there; with any other somebody did answer. */
const onTheWay = new Set([
  'tls',
  'tls_name',
  'tls_expired',
  'tls_unknown',
  'starttls_missing',
  'not_imap',
  'host_unknown',
  'unreachable',
])

/** A connection that is signed in, or what kept it from being so. Whoever gets one ends it with `endConnection`. */
export async function connect(
  exam: Examination,
  mailbox: ReadableMailbox,
): Promise<{ client: ImapFlow } | { findings: Finding[] }> {
  const { fetch, now } = exam.deps
  const { pace, ca, keepRefreshToken } = exam
  try {
    const keep = keepRefreshToken ? { keepRefreshToken } : {}
    return { client: await openConnection({ pace, ca, fetch, now, ...keep }, mailbox) }
  } catch (error) {
    return { findings: faultFindings(exam, mailbox, error) }
  }
}

function faultFindings(exam: Examination, { imap, credentials }: ReadableMailbox, error: unknown): Finding[] {
  const fault = faultOf(error, { host: imap.host, by: credentials.kind })
  const word = fault === 'tls' || fault === 'unreachable' ? (tlsFaultOf(error) ?? fault) : fault
  const values = { host: imap.host, port: imap.port, said: saidOf(error) }
  if (onTheWay.has(word)) return [bad(exam, 'reach_imap', { word, values })]
  return [reached(exam, imap), bad(exam, 'imap', { word, values, hint: hintFor(exam, word, imap.host) })]
}

const reached = (exam: Examination, { host, port, security }: ReadableMailbox['imap']): Finding =>
  good(exam, 'reach_imap', {
    word: 'reach_imap',
    values: { host, port, security: securityOf(exam, security) },
  })

const securityOf = ({ deps, locale }: Examination, security: string): string =>
  deps.translate(locale, `email.examine.security.${security}`)

/** Connects, signs in and looks whether the folders are there. */
export async function tryReading(
  exam: Examination,
  mailbox: Mailbox,
): Promise<{ findings: Finding[]; readable: boolean }> {
  if (!isReadable(mailbox)) return { findings: [good(exam, 'imap', { word: 'no_imap' })], readable: false }
  const connected = await connect(exam, mailbox)
  if ('findings' in connected) return { findings: connected.findings, readable: false }
  const { client } = connected
  try {
    const signedIn = good(exam, 'imap', { word: 'imap', values: { user: mailbox.imap.user } })
    const there = await listFolders(exam, client)
    // 163 and 126 let everybody sign in, and refuse the folder (“Unsafe Login”).
    for (const name of mailbox.imap.folders)
      if (there.some(({ path }) => isSameFolder(path, name))) await openFolder(client, exam.pace, name)
    return {
      findings: [reached(exam, mailbox.imap), signedIn, foldersFinding(exam, mailbox, there)],
      readable: true,
    }
  } catch (error) {
    return { findings: faultFindings(exam, mailbox, error), readable: false }
  } finally {
    await endConnection(client, exam.pace.endMs)
  }
}

export interface ThereFolder {
  path: string
  junk: boolean
}

/** The folders of the mailbox that hold mails, by the names people see. */
export async function listFolders({ pace }: Examination, client: ImapFlow): Promise<ThereFolder[]> {
  const listed = await within(client, pace.commandMs, client.list())
  return listed
    .filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'))
    .map(({ path, specialUse }) => ({ path, junk: specialUse === '\\Junk' }))
}

const mostNamed = 30

function foldersFinding(exam: Examination, { imap }: ReadableMailbox, there: ThereFolder[]): Finding {
  const missing = imap.folders.filter((name) => !there.some(({ path }) => isSameFolder(path, name)))
  const values = (names: string[]) => ({ names: names.slice(0, mostNamed).join(', ') })
  if (missing.length === 0) return good(exam, 'folders', { word: 'folders', values: values(imap.folders) })
  const names = values(there.map(({ path }) => path))
  return bad(exam, 'folders', { word: 'folder_missing', values: { ...names, missing: missing.join(', ') } })
}

// Only INBOX is the same however it is written (RFC 9051, 5.1).
const isSameFolder = (one: string, other: string): boolean =>
  one === other || (one.toUpperCase() === 'INBOX' && other.toUpperCase() === 'INBOX')
