import { type Way, yearBefore } from './date-way.ts'
import { festivalNames, festivalSign } from './festival.ts'
import { festivalDay, inHolidays, lunarDay, newYearDay, shift } from './festival-day.ts'

const day = '[一二三四五六七八九十廿卅]{1,3}|\\d{1,2}'

/** 国庆期间, 中秋月饼, 五一还没到: no day. */
const noDay =
  '(?!(?:假期|长假)?最后|还没|了[还都也]|快[到乐]|[块元号十前后]|之[前后]|以[前后]|期间|假期|长假|小长假|黄金周|左右|前后|[树礼款装帽袜粽灯]|限定|预售|预热|第[一二三]波|开门红|返场|套|月饼|主题|活动规则)'

/** Days by the lunar calendar and by feasts and sales, with the days before and after: 去年端午前两日. */
export const lunarDates: readonly Way[] = [
  // 去年九月初九: 初 is said of lunar months only.
  [
    /月初/,
    new RegExp(
      `(?:${yearBefore})?(?:农历|阴历|旧历|闰)?([正元冬腊]|[一二三四五六七八九十]{1,2})月初([一二三四五六七八九十])(?![号一二三四五六七八九十])`,
      'g',
    ),
    lunarDay,
  ],
  [
    /[正冬腊]月|[农阴旧]历/,
    new RegExp(
      `(?:${yearBefore})?(?:(?:农历|阴历|旧历)(?=.月|..月))?([正冬腊]|(?<=历)[一二三四五六七八九十]{1,2})月初?(${day})[日号]?`,
      'g',
    ),
    lunarDay,
  ],
  // 年初五, 年廿八; 年三十 may be the twenty-ninth and is among the feasts.
  [
    /年初/,
    new RegExp(
      `(?:${yearBefore})?((?<![\\d去前今明上学半每多几])大?年初)([一二三四五六七八九十])(?![个中高月])`,
      'g',
    ),
    newYearDay,
  ],
  [
    /年[廿二]/,
    new RegExp(`(?:${yearBefore})?((?<![\\d去前今明])大?年)((?:廿|二十)[三四五六七八九])(?![个月岁])`, 'g'),
    newYearDay,
  ],
  // 初六开工那天买的: of the first month, said without it.
  [/初/, /()((?<![\d月年最起当之])初)([四五六七八九十])(?![中高月一二三四五六七八九十])/g, newYearDay],
]

export const festivalDates: readonly Way[] = [
  // 国庆假期4号, 五一2号
  [
    /[庆一旦]/,
    new RegExp(
      `(?:${yearBefore})?(国庆|十一|五一|元旦)节?(?:假期|期间|放假|长假|黄金周)?的?([1-8一二三四五六七八])[号日]`,
      'g',
    ),
    inHolidays,
  ],
  [festivalSign, new RegExp(`(?:${yearBefore})?(?:的)?${festivalNames}${shift}${noDay}`, 'g'), festivalDay],
]
