import { matchesOf } from '../matches.ts'
import { withoutRepeats } from './bracketed-date.ts'
import { numberCharacters } from './chinese-number.ts'
import {
  type Day,
  daysBefore,
  inMonthBefore,
  isReal,
  latest,
  monthsBefore,
  parseDay,
  weekdayOf,
  written,
} from './day.ts'
import { festivalNames } from './festival.ts'
import { festivalDay, lunarDay, number, yearSaid } from './festival-day.ts'
import {
  ago,
  back,
  dayOf,
  inWeek,
  lastOfMonth,
  monthOf,
  shortYear,
  weekdayNumber,
  weekdays,
} from './reckon.ts'

/** A date in the words: where it stands and which day (YYYY-MM-DD) it means. */
export interface DateMention {
  start: number
  end: number
  date: string
}

type Match = RegExpExecArray
/** `today` is NaN all over where it is not known: what is reckoned from it is no real day. */
type Resolve = (match: Match, today: Day) => Day | undefined

const unknown: Day = { year: Number.NaN, month: Number.NaN, day: Number.NaN }

const n = `(?:\\d{1,2}|[${numberCharacters}]{1,3})`
const year = `(\\d{4}|(?:\\d{2}|[一二三〇零][〇零一二三四五六七八九])(?=年)|[〇零一二三四五六七八九]{4}|今年|去年|前年|大前年)`
const count = '[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]'
const afterFestival =
  '(?:当天|那天|当日|前(?<before>一|两|二|三)天|(?<eve>头一?天)|后(?:的第)?(?<after>一|二|两|三)天|(?:假期|长假)?第(?<nth>二|三|四|五)天)?(?!(?:假期|长假)?最后|还没|[块元号十前后]|之[前后]|以[前后]|期间|假期|长假|黄金周|左右|[树礼款装帽袜粽灯]|限定|套|月饼|主题|活动规则)'

/** Ways of saying a date, each after a cheap sign of it; the first that fits a place counts, so the fuller ones come first. */
const ways: readonly (readonly [RegExp, RegExp, Resolve])[] = [
  // 去年九月初九: 初 is said of lunar months only.
  [
    /月初/,
    new RegExp(
      `(?:${year}\\s?年?的?\\s?)?(?:农历|阴历)?([一二三四五六七八九十]{1,2})月初([一二三四五六七八九十])(?![号一二三四五六七八九十])`,
      'g',
    ),
    (m, today) => lunarDay(['', m[1], `农历${m[2]}月`, m[3]], today),
  ],
  [/年/, /(去年|前年)的?(?:今天|这天|同一天)/g, (m, today) => monthsBefore(today, m[1] === '去年' ? 12 : 24)],
  [
    /年/,
    new RegExp(`(?<![\\d${numberCharacters}])([一两二三四五]|\\d)年(?:之|以)?前(?:的今天)?`, 'g'),
    (m, today) => monthsBefore(today, 12 * number(m[1])),
  ],
  [
    /\d{4}[-/.年 ]/,
    /(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:\s?[日号])?(?!\d)/g,
    (m) => dayOf(m[1], m[2], m[3]),
  ],
  [
    /月/,
    new RegExp(
      `${year}\\s?年?的?\\s?(\\d{1,2}|[一二三四五六七八九十元]{1,2})月(?:份的?|的)?\\s?(?:初(?=[一二三四五六七八九十]))?(${n})[日号]?`,
      'g',
    ),
    (m, today) => ({ year: yearSaid(m[1] ?? '', today), month: monthOf(m[2]), day: number(m[3]) }),
  ],
  [
    /20\d{6}/,
    /(?<![\dA-Za-z])(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\dA-Za-z]|-\d)/g,
    (m) => dayOf(m[1], m[2], m[3]),
  ],
  [/\d[./-]\d/, /(?<![\d./-])(\d{2})[./-](\d{1,2})[./-](\d{1,2})(?![\d./-])/g, shortYear],
  [
    /[月历]/,
    /(?:(今年|去年|前年|\d{4}年)的?)?(正月|腊月|农历[一二三四五六七八九十]{1,2}月)初?([一二三四五六七八九十廿]{1,3}|\d{1,2})[日号]?/g,
    lunarDay,
  ],
  [
    /月/,
    new RegExp(`(${n})月(?:份的?)?\\s?(${n})(?:[日号]|(?![\\d天个年月点]))`, 'g'),
    (m, today) => latest(today, number(m[1]), number(m[2])),
  ],
  [
    /\d[./-]\d/,
    /(?<![\d./-])(?!9\.9[^号日那当大])(\d{1,2})[/.-](\d{1,2})(?=号|日|那天|当天|买|购|下|拍|入[手的了]|付|订|定的|交|抢|刷|囤|提的|团|[晚早]上|上午|下午|凌晨|在|[,，。\s]|$)(?![\d./-])/g,
    (m, today) => latest(today, number(m[1]), number(m[2])),
  ],
  [
    /月/,
    new RegExp(`(上上|大上|上|前|这|本|当)个?月(?:份)?(?:的)?(${n})(?:[日号]|(?=[买订拍下入定付刷在]))`, 'g'),
    (m, today) => inMonthBefore(today, back(m[1]), number(m[2])),
  ],
  [
    /月/,
    /(?:(上上|上|这|本)个?|(\d{1,2}|[一二三四五六七八九十]{1,2}))月[底份]?(?:的)?最后一天/g,
    lastOfMonth,
  ],
  [
    /年的?最后/,
    /(今年|去年|前年)的?最后一天/g,
    (m, today) => ({ year: yearSaid(m[1] ?? '', today), month: 12, day: 31 }),
  ],
  [/[周期拜]/, new RegExp(`(上上|大上|上|这|本)一?个?(?:周|星期|礼拜)(?:的)?([${weekdays}])`, 'g'), inWeek],
  [
    /[周期拜]/,
    new RegExp(
      `(?<![下每个两一二三四五六七八九十几\\d])(?:周|星期|礼拜)([${weekdays}])(?!到|至|[、和])`,
      'g',
    ),
    (m, today) => daysBefore(today, (weekdayOf(today) - weekdayNumber(m[1]) + 7) % 7),
  ],
  [
    /[节双十一八六五七618旦夕宵午秋阳诞安年冬清零520庆]/,
    new RegExp(
      `(?:(今年|去年|前年|大前年|\\d{4}年?|\\d{2}年)的?)?(?:的)?${festivalNames}${afterFestival}`,
      'g',
    ),
    festivalDay,
  ],
  [/大大前/, /大大前[天日]/g, (_, today) => daysBefore(today, 4)],
  [/大前/, /大前[天日]/g, (_, today) => daysBefore(today, 3)],
  [/前/, /前[天日](?!前)|前晚|前儿/g, (_, today) => daysBefore(today, 2)],
  [/昨/, /昨[天日晚早个夜]|昨儿|昨(?=买|拍|刚|[上下中]午)/g, (_, today) => daysBefore(today, 1)],
  [
    /[今刚]/,
    /今[天日早晚]|今儿|(?<![前天日号早晚午上末一二三四五六])(?:刚刚?(?=下单|下的单|拍下|付款)|刚才(?=下单|下的|拍))/g,
    (_, today) => daysBefore(today, 0),
  ],
  [
    /天/,
    new RegExp(`(?<![\\d一二两三四五六七八九十百几第])(\\d{1,3}|${count})天(?:之|以)?前`, 'g'),
    (m, today) => daysBefore(today, number(m[1])),
  ],
  [
    /[周期拜]/,
    new RegExp(`(${n})个?(?:周|星期|礼拜)(?:之|以)?前`, 'g'),
    (m, today) => daysBefore(today, number(m[1]) * 7),
  ],
  [
    /买/,
    new RegExp(
      `(?:才买|刚买|买来刚|买来才|买来有|买了整整?|买了有|买了才|买了刚)了?(半个|${n}个|\\d{1,3}|${count})(天|周|星期|礼拜|月|年)(?![多左还不出])`,
      'g',
    ),
    (m, today) => ago(m, today),
  ],
  [/半个月/, /半个月(?:之|以)?前/g, (_, today) => daysBefore(today, 15)],
  [/半年/, /(?<![\d一二两三四五六七八九十])半年(?:之|以)?前/g, (_, today) => monthsBefore(today, 6)],
  [
    /月[之以]?前/,
    new RegExp(`(?<!年[零又]?)(?:(${n})个|([俩两仨]))月(?:之|以)?前`, 'g'),
    (m, today) => monthsBefore(today, m[2] ? (m[2] === '仨' ? 3 : 2) : number(m[1])),
  ],
  [
    /[号日]/,
    new RegExp(`(?<![月\\d${numberCharacters}第])(${n})[号日](?![楼院门线店馆机桌位码柜仓])`, 'g'),
    (m, today) => inMonthBefore(today, number(m[1]) > today.day ? 1 : 0, number(m[1])),
  ],
]

/** Every date in the text; relative ones need `today` (YYYY-MM-DD), and one without a year is the latest not after it. */
export function findDates(text: string, today?: string): DateMention[] {
  const now = (today === undefined ? undefined : parseDay(today)) ?? unknown
  const found: DateMention[] = []
  for (const [sign, pattern, resolve] of ways) {
    if (!sign.test(text)) continue
    for (const match of matchesOf(pattern, text)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (found.some((one) => one.start < end && start < one.end)) continue
      const day = resolve(match, now)
      if (day && isReal(day)) found.push({ start, end, date: written(day) })
    }
  }
  found.sort((one, other) => one.start - other.start)
  return withoutRepeats(text, found)
}
