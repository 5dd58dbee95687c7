const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const units: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const myriads: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }

/** The characters of which written numbers are made, for use inside a character class. */
export const numberCharacters = '零〇一二三四五六七八九十百千万亿两幺壹贰叁肆伍陆柒捌玖拾佰仟'

/**
 * 三百五十 → 350, 一千二 → 1200, 1.2万 → 12000, 3k → 3000, 九点九 → 9.9,
 * 二〇二四 → 2024; `undefined` for what is no number.
 */
export function parseNumber(written: string): number | undefined {
  const plain = written.replace(/[,，\s]/g, '')
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain)
  const short = /^(\d+(?:\.\d+)?)([kKwW])$/.exec(plain)
  if (short) return Math.round(Number(short[1]) * (/k/i.test(short[2] ?? '') ? 1000 : 10_000))
  // 1k2: 1200, as 一千二.
  const spoken = /^(\d+)([kw])(\d)$/i.exec(plain)
  if (spoken) return (Number(spoken[1]) + Number(spoken[3]) / 10) * (/k/i.test(plain) ? 1000 : 10_000)
  const [whole = '', fraction] = plain.split('点')
  if (fraction !== undefined) return withFraction(whole, fraction)
  // 7千八: 7800.
  const half = /^(\d)([千百万])([一二三四五六七八九])$/.exec(plain)
  if (half) return mixedNumber(`${half[1]}${half[2]}${digits[half[3] ?? ''] ?? 0}`)
  if (/^\d+(?:\.\d+)?[千百万亿](?:\d+[千百十]?)*$/.test(plain)) return mixedNumber(plain)
  if (!new RegExp(`^[${numberCharacters}]+$`).test(plain)) return undefined
  if (!/[十百千万亿拾佰仟]/.test(plain)) return digitRun(plain)
  return withUnits(plain)
}

/** 十二点五: 12.5. */
function withFraction(whole: string, fraction: string): number | undefined {
  const [before, after] = [parseNumber(whole), digitRun(fraction)]
  return before === undefined || after === undefined || fraction === ''
    ? undefined
    : before + after / 10 ** fraction.length
}

/** 1.2万 · 3千 · 1万2 (= 12000) · 1万2千5百. */
function mixedNumber(plain: string): number {
  let value = 0
  let size = 1
  for (const [, digits = '', unit] of plain.matchAll(/(\d+(?:\.\d+)?)([万千百十亿])?/g)) {
    // 1万2: a last single digit counts the next smaller unit.
    const last = digits.length === 1 && size > 1 ? size / 10 : 1
    size = unit === undefined ? last : (units[unit] ?? myriads[unit] ?? 1)
    value += Number(digits) * size
  }
  return Math.round(value)
}

/** 二〇二四: one digit after the other. */
function digitRun(plain: string): number | undefined {
  let value = 0
  for (const character of plain) {
    const digit = digits[character]
    if (digit === undefined) return undefined
    value = value * 10 + digit
  }
  return value
}

function withUnits(plain: string): number | undefined {
  let total = 0
  let section = 0
  let digit: number | undefined
  let lastUnit = 1
  let lastMyriad = Number.POSITIVE_INFINITY
  for (const character of plain) {
    const unit = units[character]
    const myriad = myriads[character]
    if (unit !== undefined) {
      section += (digit ?? 1) * unit
      lastUnit = unit
      digit = undefined
    } else if (myriad !== undefined) {
      // 一亿两千万: a myriad multiplies what came since a greater one.
      total =
        myriad > lastMyriad
          ? (total + section + (digit ?? 0)) * myriad
          : total + (section + (digit ?? 0)) * myriad
      lastMyriad = myriad
      section = 0
      lastUnit = myriad
      digit = undefined
    } else {
      digit = digits[character]
      if (digit === 0) lastUnit = 10
    }
  }
  // 一千二: a digit that follows a unit directly counts the next smaller unit.
  return total + section + (digit ?? 0) * (digit === undefined ? 1 : Math.max(1, lastUnit / 10))
}
