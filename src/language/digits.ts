/** Whether a UTF-16 unit is a digit of ASCII. */
export const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57

/** Whether a value is of ASCII digits alone. */
export function isNumber(value: string): boolean {
  for (let at = 0; at < value.length; at++) if (!isDigit(value.charCodeAt(at))) return false
  return value !== ''
}

/** Whether a value is a mobile number of the mainland, and nothing else. */
export const isMobile = (value: string): boolean => value.length === 11 && /^1[3-9]\d{9}$/.test(value)

/** How many ASCII digits a value has. */
export function countDigits(value: string): number {
  let count = 0
  for (let at = 0; at < value.length; at++) if (isDigit(value.charCodeAt(at))) count++
  return count
}

/** A number without what stands between its digits. */
export function digitsOf(value: string): string {
  let digits = ''
  let from = 0
  for (let at = 0; at < value.length; at++) {
    if (isDigit(value.charCodeAt(at))) continue
    digits += value.slice(from, at)
    from = at + 1
  }
  return from === 0 ? value : digits + value.slice(from)
}
