import type { ImapFlow } from 'imapflow'
import { endConnection, isReadable, type ReadableMailbox, within } from '../imap/connect.ts'
import { openFolder } from '../imap/folder.ts'
import type { Mailbox } from '../mailbox.ts'
import type { MailHeader } from '../read/mail.ts'
import { readMail } from '../read/read-mail.ts'
import { serverOf } from '../trust.ts'
import { bad, type Examination, type Finding, good, mind } from './examination.ts'
import { isTestMail, lookedAt } from './test-mail.ts'
import { connect, listFolders, type ThereFolder } from './try-reading.ts'

/** So many of a folder's latest mails are looked at: a search for a header is what many servers do not know. */
const latest = 30

export interface Looked {
  findings: Finding[]
  /** Receiving servers that look at senders and are not believed yet. */
  trusted: string[]
  found: boolean
}

/** Looks once for the test mail, in the folders that are read and in that of junk; `seconds` since it was sent. */
export async function lookFor(
  exam: Examination,
  mailbox: Mailbox,
  { token, seconds }: { token: string; seconds: number },
): Promise<Looked> {
  if (!isReadable(mailbox)) return { findings: [], trusted: [], found: true }
  const connected = await connect(exam, mailbox)
  // It did connect a moment ago: another try may.
  if ('findings' in connected) return { findings: connected.findings, trusted: [], found: false }
  const { client } = connected
  try {
    const there = await listFolders(exam, client)
    for (const folder of worthLooking(mailbox, there)) {
      const heads = await latestHeads(exam, client, folder.path)
      const own = heads.find((headers) => isTestMail(headers, token, mailbox.address))
      if (!own) continue
      const values = { folder: folder.path, seconds }
      const arrived =
        folder.junk && !mailbox.imap.folders.includes(folder.path)
          ? mind(exam, 'round_trip', { word: 'junk', values })
          : good(exam, 'round_trip', { word: 'round_trip', values })
      return { ...believed(exam, mailbox, { arrived, own, heads }), found: true }
    }
    return { findings: [], trusted: [], found: false }
  } catch {
    return { findings: [], trusted: [], found: false }
  } finally {
    await endConnection(client, exam.pace.endMs)
  }
}

/** What is said when it was looked for long enough. */
export const notFound = (exam: Examination, mailbox: Mailbox, seconds: number): Finding =>
  bad(exam, 'round_trip', {
    word: 'not_found',
    values: { seconds, names: mailbox.imap?.folders.join(', ') ?? '' },
  })

const worthLooking = ({ imap }: ReadableMailbox, there: ThereFolder[]): ThereFolder[] =>
  there.filter(({ path, junk }) => junk || path.toUpperCase() === 'INBOX' || imap.folders.includes(path))

async function latestHeads(
  { pace }: Examination,
  client: ImapFlow,
  path: string,
): Promise<readonly (readonly MailHeader[])[]> {
  const { exists } = await openFolder(client, pace, path)
  if (exists === 0) return []
  const range = `${Math.max(1, exists - latest + 1)}:*`
  const mails = await within(client, pace.commandMs, client.fetchAll(range, { headers: lookedAt }))
  return mails.map(({ headers }) => readMail(headers ?? Buffer.alloc(0)).headers)
}

interface Arrived {
  arrived: Finding
  own: readonly MailHeader[]
  heads: readonly (readonly MailHeader[])[]
}

/** Whose results stand on top of our own mail, or of most others: anybody may write the header, but not above theirs. */
function believed(
  exam: Examination,
  { trusted }: ReadableMailbox,
  { arrived, own, heads }: Arrived,
): { findings: Finding[]; trusted: string[] } {
  const nameOf = (headers: readonly MailHeader[]): string | undefined => {
    const top = headers.find(({ name }) => name === 'authentication-results')
    return (top && serverOf(top.value)) || undefined
  }
  const names = heads.map(nameOf).filter((name) => name !== undefined)
  const common = names.find((name) => {
    const count = names.filter((one) => one === name).length
    return count >= 5 && count > heads.length / 2
  })
  const name = nameOf(own) ?? common
  if (name === undefined)
    return { findings: [arrived, good(exam, 'trusted', { word: 'trusted_none' })], trusted: [] }
  const known = trusted.map((one) => one.toLowerCase()).includes(name)
  const said = { word: 'trusted', values: { names: name } }
  const finding = known ? good(exam, 'trusted', said) : mind(exam, 'trusted', said)
  return { findings: [arrived, finding], trusted: known ? [] : [name] }
}
