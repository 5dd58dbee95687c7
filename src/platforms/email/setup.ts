import { Resolver } from 'node:dns/promises'
import type { Locale } from '../../lib/i18n.ts'
import type { EmailDeps } from './deps.ts'
import { type Examination, examinationLimits, examinationPace } from './examine/examination.ts'
import { type Cursor, type Examined, examineStep } from './examine.ts'
import { keepRefreshToken } from './mailboxes.ts'
import type { Reprocessed } from './reprocess.ts'
import { listMailboxes, type MailboxSummary } from './setup/list.ts'
import { type Preset, presetOf } from './setup/presets.ts'
import { closeMailbox, newDoorToken, saveMailbox, tryMailbox } from './setup/save.ts'
import { type KeptMail, listKept, readAgain, takeAsPerson } from './setup/set-aside.ts'

/** What administrators do with mailboxes; whoever gives it to them asks first whether they may. */
export interface EmailSetup {
  /** Never a secret in it. */
  list(dayBeganAt: Date): Promise<MailboxSummary[]>
  /** The provider of an address, asked of the DNS where its domain is nobody's we know. */
  presetFor(address: string): Promise<Preset | undefined>
  /** Throws BadInputError with words for whoever typed it, NotFoundError for an id that is none. */
  save(id: string | undefined, wanted: unknown): Promise<{ id: string; address: string; created: boolean }>
  close(id: string): Promise<{ address: string }>
  /** The token is told this once. */
  newToken(id: string): Promise<{ address: string; token: string }>
  /** Tries a mailbox out as it stands in the form, step by step. */
  examine(locale: Locale, asked: { id?: string | undefined; draft: unknown; at: Cursor }): Promise<Examined>
  kept(): Promise<{ setAside: KeptMail[]; unreadable: KeptMail[] }>
  takeAsPerson(id: string): Promise<void>
  readAgain(): Promise<Reprocessed>
}

/**
 * `ca`: certificates (PEM) believed besides the known ones; `mailExchangers`: the MX records of a domain; `changed`:
 * called once mailboxes are others than before.
 */
export function createEmailSetup(
  deps: EmailDeps,
  options: {
    ca?: string
    mailExchangers?: (domain: string) => Promise<string[]>
    changed?: () => void
  } = {},
): EmailSetup {
  const exchangers = options.mailExchangers ?? mailExchangers
  const told = async <T>(changing: Promise<T>): Promise<T> => {
    const done = await changing
    options.changed?.()
    return done
  }
  return {
    list: (dayBeganAt) => listMailboxes(deps, dayBeganAt),
    async presetFor(address) {
      const known = presetOf(address)
      if (known) return known
      const domain = address.slice(address.lastIndexOf('@') + 1).trim()
      return /^[\w-]+(?:\.[\w-]+)+$/.test(domain) ? presetOf(address, await exchangers(domain)) : undefined
    },
    save: (id, wanted) => told(saveMailbox(deps, id, wanted)),
    close: (id) => told(closeMailbox(deps, id)),
    newToken: (id) => newDoorToken(deps, id),
    async examine(locale, { id, draft, at }) {
      const mailbox = await tryMailbox(deps, id, draft)
      return await examineStep(createExamination(deps, locale, options.ca), mailbox, at)
    },
    kept: () => listKept(deps),
    takeAsPerson: (id) => takeAsPerson(deps, id),
    readAgain: () => readAgain(deps),
  }
}

/** What trying mailboxes out needs, for the page and the doctor alike. */
export const createExamination = (deps: EmailDeps, locale: Locale, ca?: string): Examination => ({
  deps,
  locale,
  pace: examinationPace,
  limits: examinationLimits,
  ca,
  keepRefreshToken: keepRefreshToken(deps),
})

/** Somebody is typing: no answer in time is none. */
const patience = { timeout: 3_000, tries: 1 }

async function mailExchangers(domain: string): Promise<string[]> {
  try {
    return (await new Resolver(patience).resolveMx(domain)).map(({ exchange }) => exchange)
  } catch {
    // Nobody can be asked: the provider is chosen by hand.
    return []
  }
}
