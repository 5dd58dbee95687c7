import type { Locale, Translate } from '../../lib/i18n.ts'
import type { ReplyFinding } from '../../platforms/card.ts'
import type { Finding } from '../../scripts/check.ts'

interface Reader {
  translate: Translate
  locale: Locale
}

/** A finding for the author's eyes: its name and the better wording. */
export function readFinding({ translate, locale }: Reader, finding: Finding): ReplyFinding {
  const { code, level, start, end, advice, values } = finding
  const name = translate(locale, `desk.check.name.${code}`)
  return { level, name, advice: translate(locale, `desk.check.${advice}`, values), start, end }
}

/** 过度承诺 “保证百分百”: one short phrase for a card; a finding on something missing quotes nothing. */
export function phraseFinding(reader: Reader, finding: Finding, text: string): string {
  const { name } = readFinding(reader, finding)
  const words = text.slice(finding.start, finding.end)
  return words === '' || words.length > 24 ? name : `${name} “${words}”`
}
