import { page as english } from '../../../../locales/en/web.json'
import { page as chinese } from '../../../../locales/zh-CN/web.json'
import { keep, kept } from './kept.ts'
import { type KeyOf, textAt, type Values } from './text.ts'

export type Key = KeyOf<typeof chinese>
export type Language = 'zh-CN' | 'en'

/** The page's language: `?lang=`, then what was chosen here before, then the browser's. */
export const language: Language = languageOf(
  new URLSearchParams(location.search).get('lang') ?? kept('language') ?? navigator.language,
)

/** The text in the page's language. */
export function t(key: Key, values?: Values): string {
  return textAt(language === 'en' ? english : chinese, key, values)
}

const zone = document.getElementById('app')?.dataset.zone

/** Times are the company's, wherever the reader is. */
export const reader = { say: t, language, ...(zone ? { zone } : {}) }

/** Keeps the choice and shows the page in it; what is being written is kept by its own fields. */
export function chooseLanguage(chosen: Language): void {
  keep('language', chosen)
  const url = new URL(location.href)
  if (url.searchParams.has('lang')) url.searchParams.set('lang', chosen)
  if (url.href === location.href) location.reload()
  else location.replace(url)
}

function languageOf(wanted: string): Language {
  return wanted.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}
