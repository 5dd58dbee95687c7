import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Reader, type Texts, textAt, type Values } from '../../../../src/platforms/web/page/text.ts'

/** The `page` texts of a language, as the bundle has them. */
export function pageTexts(language: string): Texts {
  const file = path.resolve(import.meta.dirname, `../../../../locales/${language}/web.json`)
  const { page }: { page: Texts } = JSON.parse(readFileSync(file, 'utf8'))
  return page
}

/** A reader in Shanghai. */
function readerIn(language: string): Reader<string> {
  const texts = pageTexts(language)
  return {
    say: (key: string, values?: Values) => textAt(texts, key, values),
    language,
    zone: 'Asia/Shanghai',
  }
}

export const chinese = readerIn('zh-CN')
export const english = readerIn('en')
