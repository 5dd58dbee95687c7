import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInstance } from 'i18next'

export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

/** The text under `key` in a language, with `{{name}}` filled literally. An unknown key throws: a missing text is a fault. */
export type Translate = (locale: Locale, key: string, values?: Record<string, string | number>) => string

/** The language we speak to someone whose preferences are `wanted` (`en-GB`, `zh`, an Accept-Language list …). */
export function localeOf(wanted: string | undefined): Locale {
  const first = (wanted ?? '').trim().toLowerCase()
  return first.startsWith('en') ? 'en' : 'zh-CN'
}

/** What is said, a file each: the desk's own words and those of platforms that have some. */
const files = ['desk', 'web', 'email', 'slack', 'dingtalk', 'wecom']

/** Loads every file of `<dir>/<locale>`; keys begin with the file's name, as in `desk.action.claim`. */
export function createTranslate(dir: string): Translate {
  const read = (locale: Locale, file: string): unknown =>
    JSON.parse(readFileSync(path.join(dir, locale, `${file}.json`), 'utf8'))
  const resources = Object.fromEntries(
    locales.map((locale) => [
      locale,
      { translation: Object.fromEntries(files.map((file) => [file, read(locale, file)])) },
    ]),
  )
  const i18n = createInstance()
  // With everything at hand it is done when it returns.
  void i18n.init({
    resources,
    lng: 'zh-CN',
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
  })
  const fixed = new Map(locales.map((locale) => [locale, i18n.getFixedT(locale)]))
  // Cards are mostly fixed words: those are looked up once.
  const plain = new Map<string, string>()
  return (locale, key, values) => {
    const known = values ? undefined : plain.get(`${locale} ${key}`)
    if (known !== undefined) return known
    if (!i18n.exists(key, { lng: locale })) throw new Error(`locales/${locale}: no text for "${key}"`)
    const text = String(fixed.get(locale)?.(key, values ?? {}))
    if (!values) plain.set(`${locale} ${key}`, text)
    return text
  }
}
