import type { Found } from '../matches.ts'
import { goods } from './goods.ts'

const word =
  '[A-Za-z0-9]+(?:(?:[-/.]|(?<=/[A-Za-z0-9]{1,8})\\+|(?<=[A-Z]\\d{2,4})×)(?:\\([A-Za-z0-9]+\\))?[A-Za-z0-9]+)*(?:\\([A-Z]{1,3}\\d?\\)|\\+)?'
/** Latin words and numbers with a single space between them: LaserJet Pro M126nw. */
export const modelGroup = new RegExp(`(?<![A-Za-z0-9@._/-])${word}(?: ${word})*(?![A-Za-z0-9@_])`, 'g')

const quantity =
  /^M\d{1,2}[x*×]\d{1,3}$|^\d{1,2}[kw]\d$|^\d+(?:\.\d+)?(?:k?w|kwh|k?v|ma?h?|wh|k?hz|g[bB]?|tb?|mb?|kb?|l|ml|kg|mm|cm|db|p|fps|rpm|nm|min|pcs|°)?$/i
const number = /^(?:\d{1,4}|\d{1,2}\.\d)$/
const version = /^v\d+(?:\.\d+)+$|^\d+(?:\.\d+){2,4}$/i
const measure =
  /^\s?(?:[个次天月年日号点分秒台件遍回度斤只条位多几来元块款折人万千百岁层楼套瓶箱盒包袋张寸英匹升瓦安米平口分期]|小时|公里|[%％:：])|^\.?\d/
const name =
  /^(?:[A-Z]|[A-Z][a-z]+[A-Za-z]*|[a-z]{1,2}[A-Z][a-z]+|[A-Z]{2,4}|OLED|i[Pp]hone|i[Pp]ad|[A-Z]{3,}-[A-Z]{2,}|[A-Z][a-z]+-[A-Z][a-z]+|Plus|PLUS|pro|max|plus|mini|air|ultra|lite|note|watch|nova|reno|pura|magic)\+?$/
const mixed = /^(?=.*\d)(?=.*[A-Za-z])/

/** Letters and digits in one word. */
export const isMixed = (value: string): boolean => mixed.test(value)

/** A word that names a line of things: Mate, Pro, LaserJet, RTX. */
export const isName = (value: string): boolean => name.test(value) && !mixed.test(value)

/** 220V, 128G, 65W. */
export const isQuantity = (value: string): boolean => quantity.test(value)

/** Whether what follows a number makes it a count: 2天. */
export const isCounted = (text: string, end: number): boolean => measure.test(text.slice(end, end + 3))

/** Batteries, lamp sockets, codecs, masks: what many makers make alike. */
const standard =
  /^(?:[hx]\.?26[45]|cr(?:1[0-9]|2[0-9])\d\d|lr(?:0?[36]|20|4\d|54|1130)|ag\d{1,2}|gu\d{1,2}|e(?:14|27|40)|b22|mr16|k?n95|cctv-?\d*|ddr\d(?:-\d{4})?|dn\d{2,3}|lpg-\d+|b?yjv-\d|lpddr\d|s9[29]5|hdr10\+?|office\d*|macos[\d.]*|18650|21700|q(?:195|215|235|345)|cat-?\d[ae]?|rj\d\d|[ad]c\d{1,3}v|\d{1,2}w-\d\d|r(?:22|32|134a|290|410a|600a))$/

/** wifi, and wifi6, usb3.0, win11. */
const isPlain = (value: string): boolean =>
  goods.plain.has(value) ||
  (!/^(?:pm|tv|pc|ai|ar)-?\d{3,}/.test(value) && goods.plain.has(value.replace(/-?\d+(?:\.\d+)?$/, ''))) ||
  standard.test(value) ||
  /^\d{1,2}[ap]m$/.test(value)

/** ThinkPad E14: there E14 is no socket of a lamp. */
const isOfLine = (value: string, before: string): boolean =>
  /^E(?:14|27|40)$/.test(value) && /^[A-Z][a-z]{3}/.test(before) && !goods.maker.has(before.toLowerCase())

/** The words of a group, parted at those that are no part of a model. */
export function partsOf(said: string, at: number): Found[][] {
  const parts: Found[][] = [[]]
  let start = at
  for (const value of said.split(' ')) {
    const apart =
      (isPlain(value.toLowerCase()) && !isOfLine(value, parts.at(-1)?.at(-1)?.value ?? '')) ||
      (quantity.test(value) && !number.test(value)) ||
      version.test(value)
    if (apart) parts.push([])
    else parts.at(-1)?.push({ value, start, end: start + value.length })
    start += value.length + 1
  }
  return parts.filter((part) => part.length > 0)
}

/** T20, 14 Pro, S20: too little to know a thing by. */
export function isShort(words: readonly Found[]): boolean {
  const first = words[0]?.value ?? ''
  return (
    /^\d{1,3}$/.test(first) ||
    (first.length <= 4 && !/[-/]/.test(first) && mixed.test(first)) ||
    (/^\d/.test(first) && first.length < 5)
  )
}

// KFR-35GW/BP3, BCD-602WKPZM(E), ECAM22.110 · JQD10TA, M1136 · iPhone15, HERO12.
const jointed =
  /^(?:[A-Z]{1,8}\d{0,4}[A-Z]{0,6}|\d{1,3}[A-Z]{1,6}\d{0,6})(?:[-/+×](?:\([A-Z0-9]+\))?[A-Z0-9]+(?:\.\d{1,2}[A-Z]?(?![A-Z0-9]))?)+(?:\([A-Z]{1,3}\d?\)|\+)?$|^[A-Z]{2,6}\d{2,4}\.\d{2,4}[A-Z]?$/i
const inOne =
  /^(?=.{4})[a-z]?[A-Z]{1,6}\d{1,6}(?:[A-Za-z]{0,6}\d{0,4}|[A-Z]{1,8}\d{1,4}[A-Z]{1,8}\d{0,2})\+?$/
const nameAndNumber = /^(?:[A-Z][a-z]{2,}|i[PM][a-z]+)[A-Za-z]*\d{1,3}(?:Pro|Max|Plus|Ultra|[a-z])*$/

// 55Q8E, 98X11G: the inches of a television before its line.
const inches =
  /^(?:32|4[0235-9]|5[05-8]|6[05]|7[0579]|8[0356]|9[58]|100)(?:[B-GJLN-UX-Z][A-Z]?\d{1,3}[A-Z]{0,3}|A\d{1,2}[A-Z]{1,2})$/

/** Whether the form alone tells that a code is a model. */
export const standsAlone = (code: string): boolean =>
  (jointed.test(code) && /[A-Z]/.test(code) && /\d{2}|[A-Z]{2}/.test(code)) ||
  (inOne.test(code) && /\d\d|[A-Z]{2}/.test(code)) ||
  inches.test(code) ||
  nameAndNumber.test(code)

/** iPad Air, Switch Lite: lines whose things have a name and no number. */
const editions: ReadonlyMap<string, RegExp> = new Map([
  ['iphone', /^(?:se|air)$/],
  ['ipad', /^(?:air|mini|pro)$/],
  ['macbook', /^(?:air|pro|neo)$/],
  ['airpods', /^(?:pro|max)$/],
  ['mac', /^(?:mini|studio|pro)$/],
  ['switch', /^lite$/],
  ['surface', /^(?:pro|go|laptop)$/],
  ['kindle', /^(?:paperwhite|oasis|scribe)$/],
  ['homepod', /^mini$/],
])
export const isEdition = ([line = '', edition = '']: readonly string[]): boolean =>
  editions.get(line.toLowerCase())?.test(edition.toLowerCase()) === true

/** Mate 60, ThinkBook 14+, Model Y. */
export const isNameAndNumber = (values: readonly string[]): boolean =>
  values.some(
    (value, at) =>
      (/^\d{1,4}(?:\.\d)?\+?$/.test(value) && at > 0 && isName(values[at - 1] ?? '')) ||
      (value === 'Model' && /^[3SXY]$/.test(values[at + 1] ?? '')),
  )
