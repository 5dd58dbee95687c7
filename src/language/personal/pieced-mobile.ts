import type { Passage } from '../cues.ts'
import { cueBefore } from '../cues.ts'
import { matchAt, matchesAt } from '../matches.ts'
import { unitsOf } from '../units.ts'
import type { Finding } from './finding.ts'
import { otherNumber } from './number-form.ts'

const values = new Map(
  ['零〇洞', '一幺壹', '二两贰', '三叁', '四肆', '五伍', '六陆', '七柒拐', '八捌', '九玖勾'].flatMap(
    (row, value) => Array.from(`${value}${row}`, (character) => [character, value] as const),
  ),
)
const digit = '\\d零〇洞一幺壹二两贰三叁四肆五伍六陆七柒拐八捌九玖勾'
const begins =
  /[1一幺](?=[\s/\\.,，、·—…点-]{0,6}(?:[3-9三叁四肆五伍六陆七柒拐八捌九玖勾]|[然后再接]))(?!\d{10}|\d\d[ -]\d{4}[ -]\d{4})/y
/** 四个7: how often a digit comes. */
const repeated = new RegExp(`[2-8二两三四五六七八](?:个|连)(?=[${digit}])`, 'y')
/** What may stand between two pieces of a number. */
const between =
  /[\s/\\.,，、·—…点-]{0,6}(?:(?:然后|后面|接着|接下来|中间|前面|最后|再来?|加上?|跟着|是)[\s,，:：]{0,2}){0,3}/y

const goesBehindOne = unitsOf(/[\s/\\.,，、·—…点然后再接3-9三叁四肆五伍六陆七柒拐八捌九玖勾-]/)
const isOne = unitsOf(/[1一幺]/)
const isWithin = unitsOf(new RegExp(`[${digit}A-Za-z.·-]`))
const isTimes = unitsOf(/[个连]/)
const isBetween = unitsOf(/[\s/\\.,，、·—…点然后接中前最再加跟是-]/)

/** Mobile numbers told piece by piece: 136四个7 2098, 一八九 六四四零 后面是 二七七三, 一三五/零零九二/七七一三. */
export function findPiecedMobiles(passage: Passage): Finding[] {
  const { text } = passage
  return matchesAt(begins, text, openingsOf(text)).flatMap(({ start }): Finding[] => {
    const end = endOfNumber(text, start)
    if (end === 0) return []
    const cue = cueBefore(passage, start)
    const other =
      (cue !== undefined && otherNumber.has(cue.kind)) ||
      otherSaid.test(text.slice(Math.max(0, start - 8), start))
    return other ? [] : [{ type: 'mobile', start, end, sure: 0.94 }]
  })
}

/** Where a one stands with which a number may begin. */
function openingsOf(text: string): number[] {
  const openings: number[] = []
  for (let at = 0; at < text.length; at++)
    if (
      isOne(text.charCodeAt(at)) &&
      goesBehindOne(text.charCodeAt(at + 1)) &&
      (!isWithin(text.charCodeAt(at - 1)) || text.slice(at - 2, at) === '..')
    )
      openings.push(at)
  return openings
}

/** 客户号一三五零零九二…: numbers that no cue is for. */
const otherSaid = /(?:客户|用户|账户|住户)(?:编号|号码?)[是为:：\s]{0,2}$/

/** Where eleven digits that are a mobile number end; 0 where there are not so many, or more. */
function endOfNumber(text: string, start: number): number {
  let said = ''
  let at = start
  for (let pieces = 0; said.length < 11 && pieces < 22; pieces++) {
    const gap = said !== '' && isBetween(text.charCodeAt(at)) ? (matchAt(between, text, at)?.length ?? 0) : 0
    const times = isTimes(text.charCodeAt(at + gap + 1)) ? matchAt(repeated, text, at + gap) : undefined
    const place = at + gap + (times?.length ?? 0)
    const value = values.get(text.charAt(place))
    if (value === undefined) return 0
    said += String(value).repeat(times === undefined ? 1 : (values.get(times.charAt(0)) ?? 1))
    at = place + 1
  }
  return /^1[3-9]\d{9}$/.test(said) &&
    !goesOn.test(text.slice(at, at + 2)) &&
    isGrouped(text.slice(start, at))
    ? at
    : 0
}

/** More digits or what they count: no telephone. */
const goesOn = new RegExp(`^[ -]?[${digit}]|^[年月元块个件台套%十百千万]|^\\.(?!\\.)`)
/** 189/5520/7731; other pieces of mere digits are dates and sums. */
const isGrouped = (said: string): boolean =>
  /^[\d\s/\\.,，、·—…-]+$/.test(said) ? /^\d{3}([\s/\\、—]{1,2}|[.…]{2,6})\d{4}\1\d{4}$/.test(said) : true
