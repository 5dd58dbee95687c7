import { matchesOf } from '../matches.ts'

const off =
  /(?:券[^，,。;；\d]{0,5}|满|张)(\d{2,5})-(\d{1,4})(?![\d-])|(?<![\d-])(\d{2,5})-(\d{1,4})(?=的?(?:优惠|满减|神|大额|膨胀|店铺|平台)?券)/g

/** 券是200-30的 · 满399-60: from what sum on how much is taken off. */
export function couponSums(text: string): string[] {
  if (!/[券满张]/.test(text)) return []
  return matchesOf(off, text).flatMap(([, from = '', less = '', fromBefore = from, lessBefore = less]) =>
    Number(lessBefore) < Number(fromBefore) ? [fromBefore, lessBefore].map((sum) => String(Number(sum))) : [],
  )
}
