import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { messageOf } from '../lib/errors.ts'
import { automaticOf } from '../platforms/email/read/automatic.ts'
import type { ReadMail } from '../platforms/email/read/mail.ts'
import { newWords } from '../platforms/email/read/new-words.ts'
import { readMail } from '../platforms/email/read/read-mail.ts'
import type { Pipe } from './lines.ts'

/** What the command line asks for. */
export interface MailFiles {
  /** The desk's own addresses. */
  own: string[]
  files: string[]
}

const bareAddress = /^[^\s@/\\]+@[^\s@/\\]+$/

/** `--own A --own B`, `--own A,B` and `--own A B` all name two addresses; a file of such a name stays a file. */
export function mailFilesOf(args: string[]): MailFiles {
  const options = { own: { type: 'string', multiple: true } } as const
  const { tokens } = parseArgs({ args, options, allowPositionals: true, tokens: true })
  const own: string[] = []
  const files: string[] = []
  let naming = false
  for (const token of tokens) {
    if (token.kind === 'option' && token.value !== undefined) own.push(...token.value.split(','))
    if (token.kind === 'positional') {
      naming &&= bareAddress.test(token.value) && !existsSync(token.value)
      ;(naming ? own : files).push(token.value)
    } else naming = token.kind === 'option'
  }
  return { own: own.map((address) => address.trim()).filter((address) => address !== ''), files }
}

/**
 * One JSON line a file: who wrote, what was newly written, whether a program did. A file that cannot be read is
 * complained of by its name and left out; the rest is done. Returns how many were left out.
 */
export async function readMails(
  { own, files }: MailFiles,
  { write, complain }: Pick<Pipe, 'write' | 'complain'>,
): Promise<number> {
  let unreadable = 0
  for (const file of files) {
    try {
      const row = rowOf(readMail(await readFile(file)), own)
      await write(`${JSON.stringify({ file, ...row })}\n`)
    } catch (error) {
      unreadable += 1
      complain(`${file}: ${messageOf(error)}`)
    }
  }
  return unreadable
}

const rowOf = (mail: ReadMail, own: readonly string[]): object => ({
  from: mail.from.address,
  from_name: mail.from.name,
  subject: mail.subject,
  text: newWords(mail.text, mail),
  auto: automaticOf(mail, own),
  attachments: mail.attachments
    .filter(({ inline }) => !inline)
    .map(({ filename, size }) => ({ filename, size })),
  in_reply_to: mail.inReplyTo ?? null,
  references: mail.references,
})
