import path from 'node:path'
import { eachLine, type LineWork, type Pipe } from './lines.ts'

const locales = path.resolve(import.meta.dirname, '../../locales')

/** What the command line sets for all commands. */
export interface Settings {
  /** The playbook's file; without it the product's own. */
  playbook?: string | undefined
  /** Order numbers are hidden, too. */
  orders: boolean
  now: Date
}

/** A command at work: resolves with the number of lines that could not be read. */
export type LineCommand = (pipe: Pipe) => Promise<number>

const over =
  <Row>(work: LineWork<Row>): LineCommand =>
  (pipe) =>
    eachLine(pipe, work)

/** The pure capabilities by name; each loads only what it needs, so that none waits for the desk. */
export const lineCommands: Readonly<Record<string, (settings: Settings) => Promise<LineCommand>>> = {
  classify: async () => over((await import('./classify.ts')).classify),
  extract: async () => over((await import('./extract.ts')).extract),
  mask: async (settings) => over((await import('./mask.ts')).maskWith(settings)),
  async check({ playbook }) {
    const { loadPlaybook } = await import('../playbook/load.ts')
    const { createTranslate } = await import('../lib/i18n.ts')
    const { checkWith } = await import('./check.ts')
    return over(checkWith(loadPlaybook({ path: playbook }), createTranslate(locales)))
  },
  async suggest({ playbook: file, now }) {
    const { loadPlaybook } = await import('../playbook/load.ts')
    const { loadScripts } = await import('../scripts/load.ts')
    const { suggestWith } = await import('./suggest.ts')
    const { createTranslate } = await import('../lib/i18n.ts')
    const { dateIn } = await import('../lib/instant.ts')
    const playbook = loadPlaybook({ path: file })
    const scripts = loadScripts(locales)
    const today = dateIn(playbook.company.timeZone, now)
    return over(suggestWith({ playbook, scripts, translate: createTranslate(locales), today, now }))
  },
}
