import { isIP } from 'node:net'
import { z } from 'zod'
import type { Security } from '../mailbox.ts'

/** An address as people give it; what stands before the at sign may be of any letters. */
const address = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\.]+$/)
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u)
const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .refine((name) => isIP(name) !== 0 || /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(name))

const security: z.ZodType<Security> = z.enum(['tls', 'starttls', 'none'])
const server = {
  host,
  port: z.int().min(1).max(65_535),
  security,
  user: line(254).min(1),
}

/** A password stands on its way readable only inside one house. */
const isNear = (name: string): boolean =>
  name === 'localhost' ||
  !name.includes('.') ||
  /^(?:127|10)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^(?:::1|f[cd][0-9a-f]{2}:.*)$/.test(name)
const safely = { error: 'unsafe', path: ['security'] }
const isSafe = ({ host: name, security: how }: { host: string; security: Security }): boolean =>
  how !== 'none' || isNear(name)

/** A mailbox as somebody wishes it; where password and OAuth are left empty, what is kept stays. */
export const draftSchema = z.object({
  address,
  aliases: z.array(address).max(50),
  name: line(100).min(1),
  imap: z
    .object({ ...server, folders: z.array(z.string().trim().min(1).max(300)).min(1).max(50) })
    .refine(isSafe, safely)
    .nullable(),
  // A relay of one's own house may want nobody to sign in.
  smtp: z
    .object({ ...server, user: line(254) })
    .refine(isSafe, safely)
    .nullable(),
  password: z.string().max(2000).default(''),
  oauth: z
    .object({
      clientId: line(300).min(1),
      clientSecret: line(2000),
      refreshToken: line(8000),
      tokenUrl: z.url({ protocol: /^https$/ }).max(500),
    })
    .nullable(),
  trusted: z.array(host).max(20),
  /** How many days back mails are fetched when it is read for the first time. */
  pastDays: z.int().min(0).max(90).default(0),
})
export type MailboxDraft = z.infer<typeof draftSchema>

/** The draft, or the word of `email.setup.wrong` for the first thing in it that is not right. */
export function readDraft(wanted: unknown): { draft: MailboxDraft } | { wrong: string } {
  const parsed = draftSchema.safeParse(wanted)
  if (!parsed.success) return { wrong: wordOf(parsed.error.issues[0]) }
  const { data: draft } = parsed
  if (draft.imap?.folders.some((name) => /^收件[箱匣]$/.test(name)))
    return {
      // What people see under this name is called INBOX by every server (RFC 9051, 5.1).
      draft: { ...draft, imap: { ...draft.imap, folders: draft.imap.folders.map(inboxOf) } },
    }
  return { draft }
}

const inboxOf = (name: string): string => (/^收件[箱匣]$|^inbox$/i.test(name) ? 'INBOX' : name)

const words = new Set([
  'address',
  'aliases',
  'name',
  'host',
  'port',
  'security',
  'user',
  'folders',
  'password',
  'clientId',
  'clientSecret',
  'refreshToken',
  'tokenUrl',
  'trusted',
])

function wordOf(issue: z.core.$ZodIssue | undefined): string {
  const named = issue?.path.filter((part): part is string => typeof part === 'string' && words.has(part))
  return named?.at(-1) ?? 'form'
}
