/** Where a run of digits begins, and how many digits stand close together from there. */
export interface Digits {
  at: number
  reach: number
}

/** Where a text has digits and letters. */
export interface Marks {
  /** How many ASCII digits it has, how many at most stand close together, and whether it has ASCII letters: few finders need to look. */
  digits: number
  run: number
  latin: boolean
  /** Where a run of digits begins, and where one of letters and digits does: numbers and codes begin nowhere else. */
  numbers: readonly Digits[]
  tokens: readonly number[]
}

/** Reads the digits and letters of a text once, so that few finders need to look. */
export function marksOf(text: string): Marks {
  let [digits, run, longest] = [0, 0, 0]
  let latin = false
  let [last, lastLatin] = [-2, -2]
  const numbers: Digits[] = []
  const tokens: number[] = []
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 48 && unit <= 57) {
      if (last !== at - 1) {
        if (at - last > 3) run = closed(numbers, run)
        numbers.push({ at, reach: -run })
        if (lastLatin !== at - 1) tokens.push(at)
      }
      digits++
      run++
      last = at
      if (run > longest) longest = run
    } else if (isLatin(unit)) {
      if (last !== at - 1 && lastLatin !== at - 1) tokens.push(at)
      lastLatin = at
      latin = true
    }
  }
  closed(numbers, run)
  return { digits, run: longest, latin, numbers, tokens }
}

/** Digits that stand close together have come to an end: each run among them is told how many follow. */
function closed(numbers: readonly Digits[], run: number): 0 {
  for (let index = numbers.length - 1; index >= 0; index--) {
    const one = numbers[index]
    if (!one || one.reach > 0) break
    one.reach += run
  }
  return 0
}

/** Whether a UTF-16 unit is a letter of ASCII. */
export const isLatin = (unit: number): boolean => (unit | 32) >= 97 && (unit | 32) <= 122
