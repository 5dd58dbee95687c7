import type { Locale } from '../../../lib/i18n.ts'
import type { EmailDeps } from '../deps.ts'
import { type Pace, usualPace } from '../imap/pace.ts'
import type { Mailbox } from '../mailbox.ts'
import type { SmtpLimits } from '../smtp/outlets.ts'

/** What trying a mailbox out needs. */
export interface Examination {
  deps: Pick<EmailDeps, 'translate' | 'fetch' | 'now' | 'randomToken' | 'site'>
  /** The language of the findings. */
  locale: Locale
  pace: Pace
  limits: SmtpLimits
  /** Certificates (PEM) believed besides those everybody believes. */
  ca?: string | undefined
  /** Keeps the refresh token a server hands out instead of the one it was asked with. */
  keepRefreshToken?: (mailbox: Mailbox, refreshToken: string) => Promise<void>
}

/** Somebody watches: nothing is waited for as long as when nobody does. */
export const examinationPace: Pace = {
  ...usualPace,
  connectMs: 12_000,
  greetingMs: 10_000,
  silentMs: 20_000,
  commandMs: 25_000,
}

export const examinationLimits: SmtpLimits = { connectMs: 12_000, wholeMs: 25_000, answerMs: 25_000 }

export type Step =
  | 'reach_imap'
  | 'imap'
  | 'folders'
  | 'reach_smtp'
  | 'smtp'
  | 'round_trip'
  | 'trusted'
  | 'reading'
  | 'credentials'

/** One thing that was tried: how it went in words, and what to do about it. */
export interface Finding {
  step: Step
  /** The step's name in the reader's language. */
  title: string
  mark: 'good' | 'mind' | 'bad'
  says: string
  remedy?: string
}

type Values = Record<string, string | number>
type Speaker = Pick<Examination, 'deps' | 'locale'>

const titleOf = ({ deps, locale }: Speaker, step: Step): string =>
  deps.translate(locale, `email.examine.step.${step}`)

/** It went well; `word` is one of `email.examine.good`. */
export const good = (by: Speaker, step: Step, said: { word: string; values?: Values }): Finding => ({
  step,
  title: titleOf(by, step),
  mark: 'good',
  says: by.deps.translate(by.locale, `email.examine.good.${said.word}`, said.values),
})

/** Worth knowing; `word` is one of `email.examine.mind`. */
export const mind = (by: Speaker, step: Step, said: { word: string; values?: Values }): Finding => ({
  step,
  title: titleOf(by, step),
  mark: 'mind',
  ...bothOf(by, `mind.${said.word}`, said.values),
})

/** It went wrong; `word` is one of `email.examine.fault`, `hint` says where to click at this provider. */
export function bad(
  by: Speaker,
  step: Step,
  { word, values, hint }: { word: string; values?: Values; hint?: string | undefined },
): Finding {
  const { says, remedy } = bothOf(by, `fault.${word}`, values)
  return { step, title: titleOf(by, step), mark: 'bad', says, remedy: hint === undefined ? remedy : hint }
}

const bothOf = (
  { deps, locale }: Speaker,
  key: string,
  values?: Values,
): { says: string; remedy: string } => ({
  says: deps.translate(locale, `email.examine.${key}.says`, values),
  remedy: deps.translate(locale, `email.examine.${key}.remedy`, values),
})
