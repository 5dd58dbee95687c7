import { chooseLanguage, type Language, language } from './language.ts'

/** 中文 / EN; `before` may tell the server first. */
export function LanguageSwitch({ before }: { before?: (chosen: Language) => Promise<unknown> }) {
  const other: Language = language === 'en' ? 'zh-CN' : 'en'
  const change = async (): Promise<void> => {
    await before?.(other).catch(() => undefined)
    chooseLanguage(other)
  }
  return (
    <button type="button" class="language" lang={other} onClick={() => void change()}>
      {other === 'en' ? 'EN' : '中文'}
    </button>
  )
}
