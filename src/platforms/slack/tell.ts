import { messageOf } from '../../lib/errors.ts'
import type { SlackDeps, Trouble } from './deps.ts'

/** Tells the administrators what they have to mend. */
export interface Tell {
  /** In the log and to the administrators: once, until it is mended. Never throws. */
  trouble(key: string, values?: Record<string, string>): Promise<void>
  /** It works again. */
  mended(key: string): void
}

/** The words stand at `slack.trouble.<what>`: `title`, `means`, `remedy`; `key` is `what` or `what:which`. */
export function createTell({
  log,
  report,
  translate,
  locale,
}: Pick<SlackDeps, 'log' | 'report' | 'translate' | 'locale'>): Tell {
  const told = new Set<string>()
  return {
    async trouble(key, values = {}) {
      if (told.has(key)) return
      told.add(key)
      const [what = key] = key.split(':')
      const say = (part: string): string => translate(locale, `slack.trouble.${what}.${part}`, values)
      const trouble: Trouble = { key, title: say('title'), lines: [say('means'), say('remedy')] }
      log.error({ platform: 'slack', trouble: key, remedy: trouble.lines[1] }, trouble.title)
      try {
        await report(trouble)
      } catch (error) {
        // It is told again the next time.
        told.delete(key)
        log.warn({ platform: 'slack', error: messageOf(error) }, 'the administrators could not be told')
      }
    },
    mended(key) {
      if (told.delete(key)) log.info({ platform: 'slack', trouble: key }, 'mended')
    },
  }
}
