/** Where a run of digits begins, and how many digits stand close together from there. */
export interface Digits {
  at: number
  reach: number
}

/** What characters a text has: few finders need to look at it. */
export interface Marks {
  /** Which groups of characters (see `mark`) it has, as bits. */
  seen: number
  /** How many ASCII digits it has, how many at most stand close together, how many Chinese ones do, and whether it has ASCII letters. */
  digits: number
  run: number
  spoken: number
  latin: boolean
  /** How long its longest run of letters and digits is, and whether a space alone parts two of them. */
  longest: number
  spaced: boolean
  /** Where a run of digits begins, and where one of letters and digits does: numbers and codes begin nowhere else. */
  numbers: readonly Digits[]
  tokens: readonly number[]
}

/** Groups of characters without one of which a finder need not look. */
export const mark = {
  digit: 1,
  small: 2,
  capital: 4,
  /** A digit as it is spoken. */
  numeral: 8,
  dash: 16,
  at: 32,
  key: 64,
  /** Of what the at sign is called. */
  atSaid: 128,
  /** Of what WeChat and QQ are called in short. */
  wechat: 256,
  qq: 512,
  /** 账户, 卡号 */
  account: 1 << 10,
  /** 税号, 抬头, 代码 */
  tax: 1 << 11,
  /** 短信, 验证码, 六位数 */
  asked: 1 << 12,
  locker: 1 << 13,
  cardBack: 1 << 14,
  /** 收, 签, 的: what is said of who takes something, and 写给, 让, 叫: what leads to them. */
  taken: 1 << 15,
  doer: 1 << 16,
  title: 1 << 17,
  dot: 1 << 18,
} as const

/** Gives each of these characters the bits, in a table by UTF-16 unit. */
export const markUnits = (
  table: Uint8Array | Uint16Array | Uint32Array,
  bits: number,
  characters: string,
): void => {
  for (const character of characters) {
    const unit = character.charCodeAt(0)
    table[unit] = (table[unit] ?? 0) | bits
  }
}

const marks = new Uint32Array(0x10000)
markUnits(marks, mark.digit, '0123456789')
markUnits(marks, mark.small, 'abcdefghijklmnopqrstuvwxyz')
markUnits(marks, mark.capital, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
markUnits(marks, mark.numeral, '零〇一二三四五六七八九幺两洞拐勾')
markUnits(marks, mark.dash, '-')
markUnits(marks, mark.at, '@')
markUnits(marks, mark.key, '#*')
markUnits(marks, mark.atSaid, '特圈鼠@#tT')
markUnits(marks, mark.wechat, 'vVwW微薇威加+➕')
markUnits(marks, mark.qq, 'qQ扣')
markUnits(marks, mark.account, '账帐户卡')
markUnits(marks, mark.tax, '税代抬')
markUnits(marks, mark.asked, '位数信串验校核态统台把')
markUnits(marks, mark.locker, '柜巢取')
markUnits(marks, mark.cardBack, '背反后签仨末')
markUnits(marks, mark.taken, '收签的')
markUnits(marks, mark.doer, '写给让是叫')
markUnits(marks, mark.title, '生士姐理任管长师傅')
markUnits(marks, mark.dot, '·•・‧∙')

const latin = mark.small | mark.capital

/** Reads the characters of a text once, so that few finders need to look. */
export function marksOf(text: string): Marks {
  let [seen, digits, run, most] = [0, 0, 0, 0]
  let [begun, longest, spaced] = [0, 0, false]
  let [spoken, mostSpoken] = [0, 0]
  let [last, lastLatin, lastSpoken] = [-2, -2, -3]
  const numbers: Digits[] = []
  const tokens: number[] = []
  for (let at = 0; at < text.length; at++) {
    const bits = marks[text.charCodeAt(at)] ?? 0
    if (bits === 0) continue
    seen |= bits
    if (bits & (mark.digit | latin)) {
      if (last !== at - 1 && lastLatin !== at - 1) {
        tokens.push(at)
        begun = at
        spaced ||= (last === at - 2 || lastLatin === at - 2) && text.charAt(at - 1) === ' '
      }
      if (at - begun >= longest) longest = at - begun + 1
    }
    if (bits & mark.digit) {
      if (last !== at - 1) {
        if (at - last > 4) run = closed(numbers, run)
        numbers.push({ at, reach: -run })
      }
      digits++
      run++
      last = at
      if (run > most) most = run
    } else if (bits & latin) lastLatin = at
    else if (bits & mark.numeral) {
      const goesOn = lastSpoken === at - 1 || (lastSpoken === at - 2 && text.charAt(at - 1) === ' ')
      spoken = goesOn ? spoken + 1 : 1
      lastSpoken = at
      if (spoken > mostSpoken) mostSpoken = spoken
    }
  }
  closed(numbers, run)
  return {
    seen,
    digits,
    run: most,
    spoken: mostSpoken,
    latin: (seen & latin) !== 0,
    longest,
    spaced,
    numbers,
    tokens,
  }
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
