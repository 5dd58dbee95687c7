import type { ImapFlow, MailboxObject } from 'imapflow'
import { within } from './connect.ts'
import type { Pace } from './pace.ts'

/** A folder as the server opened it for reading. */
export interface OpenFolder {
  client: ImapFlow
  pace: Pace
  path: string
  /** 0 where the server gives none: then no number outlives the connection. */
  uidValidity: bigint
  /** The number the next mail will have, where the server says so. */
  uidNext: number | undefined
  exists: number
}

/** What is known of a mail before it is fetched. */
export interface ListedMail {
  uid: number
  /** Bytes, as the server says; some only guess. */
  size: number
  /** INTERNALDATE; undefined where it cannot be read. */
  arrivedAt: Date | undefined
}

/** Opens it read-only (EXAMINE): nothing we ever send changes a flag. Throws where there is none. */
export async function openFolder(client: ImapFlow, pace: Pace, path: string): Promise<OpenFolder> {
  const opened: MailboxObject | undefined = await within(
    client,
    pace.openMs,
    client.mailboxOpen(path, { readOnly: true }),
  )
  // On a connection that just ended it is nothing at all, whatever its type says.
  if (!opened) throw connectionEnded(client)
  return {
    client,
    pace,
    path: opened.path,
    uidValidity: opened.uidValidity ?? 0n,
    uidNext: opened.uidNext > 0 ? opened.uidNext : undefined,
    exists: opened.exists ?? 0,
  }
}

/** The numbers of the mails above one, or of those that arrived since a day, ascending. */
export async function listNumbers(
  folder: OpenFolder,
  wish: { above: number } | { since: Date },
): Promise<number[]> {
  if (folder.exists === 0) return []
  if ('since' in wish) return await search(folder, { since: wish.since })
  // `n:*` always holds the last mail, even below n (RFC 9051, section 9, seq-range).
  const found = await search(folder, { uid: `${wish.above + 1}:*` })
  return found.filter((uid) => uid > wish.above)
}

/** The highest number there is, 0 in an empty folder. */
export async function highestNumber(folder: OpenFolder): Promise<number> {
  if (folder.exists === 0) return 0
  const [highest = (folder.uidNext ?? 0) - 1] = (await search(folder, { uid: '*' })).slice(-1)
  // Without it old mails would pass for new ones.
  if (highest < 0) throw new Error('the server does not say how far its numbers go')
  return highest
}

/** Which of these are in the folder at all. */
export async function stillThere(folder: OpenFolder, uids: number[]): Promise<number[]> {
  if (uids.length === 0) return []
  const asked = new Set(uids)
  return (await search(folder, { uid: uids.join(',') })).filter((uid) => asked.has(uid))
}

async function search(folder: OpenFolder, query: { uid: string } | { since: Date }): Promise<number[]> {
  const { client, pace } = folder
  const found = await within(client, pace.commandMs, client.search(query, { uid: true }))
  mustBeOpen(folder)
  // The library answers `false` where the server refuses, and an empty folder is something else.
  if (!found) throw new Error('the server refused to search')
  return found.toSorted((a, b) => a - b)
}

/**
 * Sizes and dates of mails, ascending; a mail that is not there any more is left out, one of which the server says
 * nothing though it is there is not.
 */
export async function listSizes(folder: OpenFolder, uids: number[]): Promise<ListedMail[]> {
  const { client, pace } = folder
  const asked = new Set(uids)
  const query = { uid: true, size: true, internalDate: true }
  const all = await within(client, pace.commandMs, client.fetchAll(uids.join(','), query, { uid: true }))
  mustBeOpen(folder)
  const found = new Map<number, ListedMail>()
  for (const { uid, size = 0, internalDate } of all) {
    const arrivedAt = internalDate === undefined ? undefined : new Date(internalDate)
    const readable = arrivedAt && !Number.isNaN(arrivedAt.getTime()) ? arrivedAt : undefined
    if (asked.has(uid)) found.set(uid, { uid, size, arrivedAt: readable })
  }
  const missing = uids.filter((uid) => !found.has(uid))
  for (const uid of await stillThere(folder, missing)) found.set(uid, { uid, size: 1, arrivedAt: undefined })
  return [...found.values()].toSorted((a, b) => a.uid - b.uid)
}

/** The bytes of mails (of one that is too large, its first ones) by number; what the server does not hand out is missing. */
export async function fetchMails(folder: OpenFolder, mails: ListedMail[]): Promise<Map<number, Buffer>> {
  const { client, pace } = folder
  const large = mails.some(({ size }) => size > pace.largeBytes)
  const query = { uid: true, source: large ? { start: 0, maxLength: pace.largeStart } : true }
  const range = mails.map(({ uid }) => uid).join(',')
  const all = await within(client, pace.commandMs, client.fetchAll(range, query, { uid: true }))
  mustBeOpen(folder)
  const sizes = new Map(mails.map(({ uid, size }) => [uid, size]))
  const found = new Map<number, Buffer>()
  for (const { uid, source } of all) {
    const size = sizes.get(uid)
    // NIL or nothing where the server promised something is no mail.
    if (size !== undefined && source !== undefined && (source.length > 0 || size === 0))
      found.set(uid, source)
  }
  return found
}

/** On a connection that ended meanwhile the library finds nothing instead of failing: that must not pass for an empty folder. */
function mustBeOpen({ client, path }: OpenFolder): void {
  if (!client.usable || client.mailbox === false || client.mailbox.path !== path)
    throw connectionEnded(client)
}

/** The error of a connection that is gone, with the server's last word. */
export function connectionEnded(client: ImapFlow): Error {
  return Object.assign(new Error('the connection ended'), {
    code: 'NoConnection',
    reason: client.byeReason ?? '',
  })
}
