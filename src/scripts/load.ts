import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ConfigError } from '../lib/errors.ts'
import { type Locale, locales } from '../lib/i18n.ts'
import { proofread } from './proofread.ts'
import {
  createLibrary,
  entrySchema,
  type ScriptLibrary,
  translationSchema,
  voiceRuleSchema,
} from './script.ts'
import { readSheet, type Sheet } from './sheet.ts'

/**
 * Reads and proofreads `<dir>/<locale>/scripts/*.yaml` and `<dir>/<locale>/voice.yaml`. Throws one ConfigError that
 * lists every fault with file, line, id, key and remedy. With `categories`, a code that is not among them is a fault too.
 */
export function loadScripts(localesDir: string, categories?: readonly string[]): ScriptLibrary {
  const folderOf = (locale: Locale): string => path.join(localesDir, locale, 'scripts')
  const chinese = sheetsIn(folderOf('zh-CN'))
  const english = sheetsIn(folderOf('en'))
  const entries = chinese.flatMap((sheet) => sheet.items(entrySchema))
  const translations = english.flatMap((sheet) => sheet.items(translationSchema))
  const voices = locales.map((locale) => sheetAt(path.join(localesDir, locale, 'voice.yaml')))
  const rules = voices.map((voice) => voice.items(voiceRuleSchema).map(({ value }) => value))
  const [chineseRules = [], englishRules = []] = rules
  const faults = [
    ...[...chinese, ...english, ...voices].flatMap((sheet) => sheet.faults),
    ...proofread({
      folder: folderOf('zh-CN'),
      entries,
      translations,
      chineseRules,
      englishRules,
      categories,
    }),
  ]
  if (faults.length > 0) throw new ConfigError(`Scripts that need mending:\n${faults.join('\n')}`)
  return createLibrary(
    entries.map(({ value }) => value),
    new Map(translations.map(({ at, value }) => [String(at), value])),
    chineseRules,
  )
}

/** All sheets of a folder, by name, so that every machine reads them in one order. */
const sheetsIn = (folder: string): Sheet[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => sheetAt(path.join(folder, file)))

const sheetAt = (file: string): Sheet => readSheet(file, readFileSync(file, 'utf8'))
