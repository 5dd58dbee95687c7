const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
)
const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** A resident identity number by GB 11643: province, a real date of birth, check digit. */
export function isResidentId(value: string): boolean {
  if (!isLikeResidentId(value)) return false
  const id = value.toUpperCase()
  const sum = idWeights.reduce((total, weight, at) => total + weight * Number(id[at]), 0)
  return '10X98765432'[sum % 11] === id[17]
}

/** Whether a number has the province and the birthday of an identity number, whatever its check digit. */
export const isLikeResidentId = (value: string): boolean =>
  value.length === 18 &&
  /^\d{17}[\dX]$/i.test(value) &&
  provinces.has(value.slice(0, 2)) &&
  isBirthday(value.slice(6, 14))

function isBirthday(digits: string): boolean {
  const [year, month, day] = [
    Number(digits.slice(0, 4)),
    Number(digits.slice(4, 6)),
    Number(digits.slice(6, 8)),
  ]
  const at = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && year <= 2100 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
}

/** The check digit of payment cards (ISO/IEC 7812). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let back = 0; back < digits.length; back++) {
    const digit = Number(digits[digits.length - 1 - back])
    const doubled = digit * 2
    sum += back % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** A unified social credit code by GB 32100: its own alphabet and a check character mod 31. */
export function isCreditCode(value: string): boolean {
  const code = value.toUpperCase()
  if (!/^[159AN][1-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return false
  const sum = creditWeights.reduce(
    (total, weight, at) => total + weight * creditAlphabet.indexOf(code.charAt(at)),
    0,
  )
  return creditAlphabet[(31 - (sum % 31)) % 31] === code[17]
}
