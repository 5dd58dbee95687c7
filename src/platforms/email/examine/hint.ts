import { presets } from '../setup/presets.ts'
import type { Examination } from './examination.ts'

/** Faults that somebody mends in the provider's own settings. */
const atProvider = new Set(['auth', 'app_password_needed', 'passwords_refused', 'imap_off', 'consent_needed'])

/** Where to click at the provider whose server this is; undefined where it is none we know, or would not help. */
export function hintFor(
  { deps, locale }: Pick<Examination, 'deps' | 'locale'>,
  word: string,
  host: string,
): string | undefined {
  if (!atProvider.has(word)) return undefined
  const preset = presets.find(({ imap, smtp }) => imap.host === host || smtp.host === host)
  return preset && deps.translate(locale, `email.preset.${preset.id}.hint`)
}
