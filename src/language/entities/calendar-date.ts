import { monthName, n, type Way, year, yearBefore } from './date-way.ts'
import { type Day, inMonthBefore, latest } from './day.ts'
import { number, yearSaid } from './festival-day.ts'
import { back, dayOf, lastOfMonth, monthOf, shortYear } from './reckon.ts'
import { monthApart, yearApart } from './said-apart.ts'

const behindPoint =
  '号|日|那天|当天|买|购|下|拍|入[手的了]|付|订|定的|交|抢|刷|囤|提的|团|[晚早]上|上午|下午|凌晨|在|又|各|[、和]\\d{1,2}[./]\\d|[,，。|\\s]|$'

/** 5月3号: of the year that was named a clause before, or the latest one. */
const withoutYear = (match: RegExpExecArray, today: Day): Day => {
  const [month, day] = [number(match[1]), number(match[2])]
  const said = yearApart(match)
  return said === undefined ? latest(today, month, day) : { year: yearSaid(said, today), month, day }
}

/** Days of the calendar by month and day: the fuller ways first. */
export const fullDates: readonly Way[] = [
  [
    /\d{4}[-/.年 ]/,
    /(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:\s?[日号])?(?!\d)/g,
    (m) => dayOf(m[1], m[2], m[3]),
  ],
  [
    /月/,
    new RegExp(
      `${yearBefore}(${monthName})月(?:份的?|的)?\\s?(?:初(?=[一二三四五六七八九十]))?(${n})(?:\\s?[日号])?`,
      'g',
    ),
    (m, today) => ({ year: yearSaid(m[1] ?? '', today), month: monthOf(m[2]), day: number(m[3]) }),
  ],
  [
    /年/,
    new RegExp(`${year}年?的?(\\d{1,2})[·./-](\\d{1,2})(?![\\d./-])[日号]?`, 'g'),
    (m, today) => ({ year: yearSaid(m[1] ?? '', today), month: number(m[2]), day: number(m[3]) }),
  ],
  [
    /20\d{6}/,
    /(?<![\dA-Za-z])(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\dA-Za-z]|-[\dA-Z])/g,
    (m) => dayOf(m[1], m[2], m[3]),
  ],
  [/\d[./-]\d/, /(?<![\d./-])(\d{2})[./-](\d{1,2})[./-](\d{1,2})(?![\d./-])/g, shortYear],
]

/** Days without their year. */
export const monthDates: readonly Way[] = [
  [
    /月/,
    new RegExp(`(${n})月(?:份的?|的)?\\s?(${n})(?:\\s?[日号]|(?![\\d天个年月点块元]))`, 'g'),
    withoutYear,
  ],
  [
    /\d[./·-]\d/,
    new RegExp(
      `(?<![\\dA-Za-z./-]|[费价额款金](?:是|要|收)?|[付花退交收]了)(?!9\\.9[^号日那当大])(\\d{1,2})[/.·-](\\d{1,2})(?=${behindPoint})(?![\\d./-])`,
      'g',
    ),
    withoutYear,
  ],
  [
    /\d\/\d/,
    /(?<![\dA-Za-z./-])(\d{1,2})\/(\d{1,2})(?=[\u4e00-\u9fa5])(?![寸块个英吋人盒份包瓶的])/g,
    withoutYear,
  ],
  [
    /月|号头/,
    new RegExp(
      `(上上|大上|上|前|这|本|当|今|呢)个?(?:月份?|号头)(?:的)?\\s?(${n})(?:[日号]|(?=[买订拍下入定付刷在]))`,
      'g',
    ),
    (m, today) => inMonthBefore(today, back(m[1]), number(m[2])),
  ],
  [
    /月/,
    new RegExp(`(${n}|俩|仨)个?月(?:之|以)?前的(${n})[日号]`, 'g'),
    (m, today) => inMonthBefore(today, number(m[1]), number(m[2])),
  ],
  [
    /月/,
    /(?:(上上|上|这|本)个?|(\d{1,2}|[一二三四五六七八九十]{1,2}))月[底份]?(?:的)?最后一[天日]/g,
    lastOfMonth,
  ],
  [
    /年的?最后/,
    /(今年|去年|前年)的?最后一天/g,
    (m, today) => ({ year: yearSaid(m[1] ?? '', today), month: 12, day: 31 }),
  ],
]

/** 18号: of the month that was named a clause before, or the latest one. */
export const dayAlone: Way = [
  /[号日]/,
  new RegExp(
    `(?<![月\\d一二三四五六七八九十百千前后第])(?!九号\\s?[A-Za-z])(${n})[号日](?![楼院门线店馆机桌位码柜仓桩车色字针球]|电[池动]|平衡|滑板|出行|干电|螺丝)`,
    'g',
  ),
  (m, today) => monthApart(m, today, number(m[1])),
]
