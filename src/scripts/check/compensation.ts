import { numberCharacters, parseNumber } from '../../language/entities/chinese-number.ts'
import type { Range } from './draft.ts'

const number = `\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?[千百万kw]?|[${numberCharacters}]{1,8}`
const withUnit = new RegExp(
  `(?:赔偿?(?:给?您|付|款|金)?|补偿(?:金|款|给?您)?|补贴(?:给?您)?|补给?您|补您|返现|返还|返您|返给您|红包|代金券|优惠券|购物卡|慰问金|现金|送您|打给您|转给您|转您|给您(?:多|再|额外)?(?:补|赔|送|返|转|打|发)?|多(?:给|赔|补)您?|减免|免收|抵扣|报销|垫付|由|提升至|申请到)[^,。!?;\\d${numberCharacters}]{0,10}(${number})\\s?(?:元|块钱?|圆|rmb|人民币|大洋|(?:[十百千万])?(?:元|块))`,
  'g',
)
/** 补您5k, 微信转您两千: the clause ends with the sum. */
const atEnd = new RegExp(
  `(?:赔偿?|补偿?|返现?|转账?|赔付)(?:给)?您?\\s?(${number})(?=$|[,。!?;~\\n]|[吧哈哦呢啊])`,
  'g',
)
/** 2000块钱赔偿金, 送您3000代金券: what it is stands behind the sum. */
const named = new RegExp(
  `(?<!满)(?<![\\d.,${numberCharacters}])(${number})\\s?(?:元|块钱?|圆)?的?(?:现金)?(?:赔偿|赔付|补偿)`,
  'g',
)
const givenVoucher = new RegExp(
  `(?:送|赠|发|补|给)(?:给|到)?您[^,。!?;\\d${numberCharacters}]{0,4}(${number})\\s?(?:元|块钱?|圆)?的?(?:代金|优惠|现金|购物|抵用|红包)`,
  'g',
)

/** Sums of money a reply gives to the customer beside what was paid, in yuan. */
export function compensationsIn(text: string): (Range & { value: number })[] {
  return [withUnit, atEnd, named, givenVoucher].flatMap((form) =>
    [...text.matchAll(form)].flatMap((match) => {
      const value = yuan(match[1] ?? '')
      const range = { start: match.index, end: match.index + match[0].length }
      return value === undefined ? [] : [{ ...range, value }]
    }),
  )
}

const thousands: Readonly<Record<string, number>> = { k: 1000, w: 10_000 }

function yuan(words: string): number | undefined {
  const unit = thousands[words.at(-1) ?? '']
  if (unit === undefined) return parseNumber(words)
  const count = parseNumber(words.slice(0, -1))
  return count === undefined ? undefined : count * unit
}
