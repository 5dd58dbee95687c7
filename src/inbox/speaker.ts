import type { Staff } from '../generated/client.ts'
import type { Locale } from '../lib/i18n.ts'
import type { Reader } from '../lib/instant.ts'
import type { Outcome } from '../platforms/platform.ts'
import type { Work } from '../tickets/settle.ts'

/** A staff member who gave a command, and how they are answered. */
export interface Speaker {
  work: Work
  staff: Staff
  reader: Reader
  /** The text under `desk.<key>` in the speaker's language. */
  say: (key: string, values?: Record<string, string>) => string
}

/** A speaker, answered in a language. */
export function speakerOf(work: Work, staff: Staff, locale: Locale): Speaker {
  const { translate, playbook } = work
  return {
    work,
    staff,
    reader: { locale, timeZone: playbook.company.timeZone, translate },
    say: (key, values) => translate(locale, `desk.${key}`, values),
  }
}

/** Nothing was done, for a reason that names what to do instead. */
export const refuse = ({ say }: Speaker, key: string, values?: Record<string, string>): Outcome => ({
  status: 'refused',
  notice: say(key, values),
})
