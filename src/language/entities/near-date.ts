import { count, n, type Way, year } from './date-way.ts'
import { daysBefore, inMonthBefore, monthsBefore, weekdayOf } from './day.ts'
import { number, yearSaid } from './festival-day.ts'
import { ago, back, inWeek, weekdayNumber, weekdays } from './reckon.ts'
import { weekApart } from './said-apart.ts'

const week = '(?:周|星期|礼拜)'
const before = '(?:之|以)?前'
/** What follows a short word of a day: 昨晚, 前日, 今早. */
const part = '[晚早夜晨朝]'

/** This day of another year or month: 去年的今天, 两年前嘅今日, 上个月的今天. */
export const anniversaries: readonly Way[] = [
  [
    /[今这同]/,
    new RegExp(`${year}年?的?(?:今[天日]|[这同]一?[天日])`, 'g'),
    (m, today) => monthsBefore(today, 12 * (today.year - yearSaid(m[1] ?? '', today))),
  ],
  [/月的?今/, /(上上|上)个?月的?今[天日]/g, (m, today) => monthsBefore(today, back(m[1]))],
  [
    /年半前|年半[之以]前/,
    new RegExp(`([一两二三四五\\d])年半${before}`, 'g'),
    (m, today) => monthsBefore(today, 12 * number(m[1]) + 6),
  ],
]

/** 三年前; what goes on with a month or a day is read before. */
export const yearsAgo: readonly Way[] = [
  [
    /年/,
    new RegExp(
      `(?<![\\d零〇一二三四五六七八九十百千])([一两二三四五]|\\d)年${before}(?!的?[春夏秋冬上下年底])`,
      'g',
    ),
    (m, today) => monthsBefore(today, 12 * number(m[1])),
  ],
]

/** Days of the week, of this one or one before. */
export const weekDates: readonly Way[] = [
  [
    /[周期拜]/,
    new RegExp(
      `(上上|大上|上|这|本|今|当|呢)(?:一?个)?${week}(?:的?${week})?(?:的)?\\s?([${weekdays}])`,
      'g',
    ),
    (m, today) => inWeek(m[2], back(m[1]), today),
  ],
  [
    /[周期拜]/,
    new RegExp(`(${n})个?${week}${before}的?${week}([${weekdays}])`, 'g'),
    (m, today) => inWeek(m[2], number(m[1]), today),
  ],
  [
    /[周期拜]/,
    new RegExp(`(?<![下每个两一二三四五六七八九十几\\d])${week}([${weekdays}])(?!到|至|[、和])`, 'g'),
    (m, today) => {
      const weeks = weekApart(m)
      return weeks === undefined
        ? daysBefore(today, (weekdayOf(today) - weekdayNumber(m[1]) + 7) % 7)
        : inWeek(m[1], weeks, today)
    },
  ],
]

/** Days told from today: the words of the north (前个儿), of Canton (寻日) and the common ones. */
export const nearDays: readonly Way[] = [
  [/大大前/, /大大前(?:[天日]|儿个?|个儿?)/g, (_, today) => daysBefore(today, 4)],
  [/大前/, /大前(?:[天日]|儿个?|个儿?)/g, (_, today) => daysBefore(today, 3)],
  [
    /前/,
    new RegExp(
      `(?<![提之以目从空昨头])前(?:[天日](?![前期津天])|${part}(?![后])|儿个?|个儿|个(?=[买下拍订定晚早在]))`,
      'g',
    ),
    (_, today) => daysBefore(today, 2),
  ],
  [
    /[昨琴寻噚擒夜]/,
    new RegExp(
      `昨(?:[天日]|${part}|儿个?|个儿?|(?=[买拍刚]|[上下中]午))|[琴寻噚擒](?:日|${part})|夜(?:儿个|个儿)`,
      'g',
    ),
    (_, today) => daysBefore(today, 1),
  ],
  [
    /今/,
    new RegExp(`今(?:[天日]|${part}|儿个?|个儿|个(?=[买下拍订定晚早在])|(?=[上下中]午))`, 'g'),
    (_, today) => daysBefore(today, 0),
  ],
  [
    /刚/,
    /(?<![前天日号早晚午上末一二三四五六])刚[刚才]?(?=下[的了]?单|下的(?:那|订)|拍下|拍[的了]|付[的了]|付款|续[的了]费)/g,
    (_, today) => daysBefore(today, 0),
  ],
  [
    /[时钟]/,
    new RegExp(`(?<![\\d一二两三四五六七八九十几])([1-5一两二三四五]|半)个?(?:小时|钟头|钟)${before}`, 'g'),
    (_, today) => daysBefore(today, 0),
  ],
]

/** So many days, weeks, months before today. */
export const spansAgo: readonly Way[] = [
  [
    /天|日[之以]?前/,
    new RegExp(
      `(?<![\\d一二两三四五六七八九十百几第月])(?:(\\d{1,3}|${count})天|([两三四五六七八九])日)${before}`,
      'g',
    ),
    (m, today) => daysBefore(today, number(m[1] ?? m[2])),
  ],
  [
    /[周期拜]/,
    new RegExp(`(${n})个?${week}${before}`, 'g'),
    (m, today) => daysBefore(today, number(m[1]) * 7),
  ],
  [
    /买/,
    new RegExp(
      `(?:才买|刚买|买(?:回)?来(?:刚|才|有)|买了整整?|买了有|买了才|买了刚)(?:满|好)?了?(半个|${n}个|\\d{1,3}|${count})(天|周|星期|礼拜|月|年)(?![多左还不出])`,
      'g',
    ),
    (m, today) => ago(m, today),
  ],
  // 买了十天, 买了一个礼拜了就坏: whoever counts days or weeks means them.
  [
    /买了/,
    new RegExp(
      `买了(\\d{1,2}|${count})(?:个(?=[星礼]))?(天|周|星期|礼拜)(?=了|[，,。；;！!？? ]|就|还|都|没|又|才|$)`,
      'g',
    ),
    (m, today) => ago(m, today),
  ],
  [/半个月/, new RegExp(`(?<!个)半个月${before}`, 'g'), (_, today) => daysBefore(today, 15)],
  [
    /半年/,
    new RegExp(`(?<![\\d一二两三四五六七八九十])半年${before}`, 'g'),
    (_, today) => monthsBefore(today, 6),
  ],
  [
    /个半月/,
    new RegExp(`([一两二三四五])个半月${before}`, 'g'),
    (m, today) => daysBefore(monthsBefore(today, number(m[1])), 15),
  ],
  [
    /月[之以]?前/,
    new RegExp(`(?<!年[零又]?)(?:(${n})个|([俩两仨]))月${before}`, 'g'),
    (m, today) => monthsBefore(today, m[2] ? (m[2] === '仨' ? 3 : 2) : number(m[1])),
  ],
  [/月.*第一天/, /(上上|大上|上|这|本)个?月的?第一天/g, (m, today) => inMonthBefore(today, back(m[1]), 1)],
]
