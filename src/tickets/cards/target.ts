import type { Reader } from '../../lib/instant.ts'
import { closeOf, parseTarget, readsAsLength } from '../../sla/target.ts'

type Speaker = Pick<Reader, 'locale' | 'translate'>

/** A target as people say it: 15 分钟, 4 个工作小时, 3 个工作日, 周五下班前, or 约定的日期 where somebody set one. */
export function phraseTarget({ translate, locale }: Speaker, target: string): string {
  const close = closeOf(target)
  if (close === 'day') return translate(locale, 'desk.target.day_close')
  if (close)
    return translate(locale, 'desk.target.close', { day: translate(locale, `desk.weekday.${close}`) })
  if (!readsAsLength(target)) return translate(locale, 'desk.target.date')
  const { amount, unit } = parseTarget(target)
  return translate(locale, `desk.target.${unit}`, { amount })
}
