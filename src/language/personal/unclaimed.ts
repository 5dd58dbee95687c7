import type { Passage } from '../cues.ts'
import { digitsOf } from '../digits.ts'
import { matchesAt, matchesOf } from '../matches.ts'
import { everyUnit, unitsOf } from '../units.ts'
import type { Finding } from './finding.ts'
import { shapes, threeTold } from './fit.ts'
import { signsAround } from './hint.ts'
import { createNearby, type Nearby } from './nearby.ts'
import { type Claim, type Family, type Sign, signOf, type Token, votesFor } from './sign.ts'

/** What is looked at: digits in groups, letters and digits in one or in groups. */
const token =
  /(?<![A-Za-z0-9@.])(?:\d{1,7}(?:[ -]\d{1,7}){1,9}(?![A-Za-z0-9]|[.-]\d)|(?:[A-Z0-9]{4} ){1,3}[A-Z0-9]{2,4}(?![A-Za-z0-9])|[A-Z]{1,2}[ -]\d{4,6}(?![\dA-Za-z]|-\d)|[A-Za-z0-9](?:[A-Za-z0-9]|[!@#$%^&*_.+~?=/-](?=[A-Za-z0-9])){2,30}[!@#$%^&*_]{0,3}|[A-Z]{2,6}[([]20\d\d[)\]]第?\d{2,6}号?|\d{3})(?![@A-Za-z0-9])/y
const spokenToken =
  /(?<![零〇一二三四五六七八九十百千万几第两\d])(?:[零〇一二三四五六七八九幺两洞拐勾](?: ?[零〇一二三四五六七八九幺两洞拐勾]){3,7}|[零〇一二三四五六七八九幺]{3} [零〇一二三四五六七八九幺]{3})(?![零一二三四五六七八九十百千万幺个块元年月点号楼位次天])/g

/** What follows a quantity or a part of something else. */
const counted =
  /^\s?(?:[那这]?款|[元块件个天台箱年月日点分折位次秒度条名人米寸斤克升瓦伏毛万千只双套瓶包盒支岁层楼栋幢室单期版款型集站路码*×%~～℃]|号(?!码|的|是|就)|小时|(?:kg|ml|mm|cm|km|hz|mah|gb|mb|tb|w|v|g|l|k|a)(?![A-Za-z])|[—-]\d|[:：]\d\d)/i
/** What leads to a quantity, or is a part of a larger thing. */
const leads = /(?:[¥$￥第约共满减v.]|\d[:：.]|https?:\S*|[（(]?\+)\s?$/i
/** What leads to a value: 是, 输, 念给你, 默认… */
const given =
  /(?:[是为用输按填写念报发给就叫成设到加打凭：:=“"（(？?]|试[过了]|给的|给你|给他|我的|一串|把|短信[里上说]|显示|No\.?)了?\s?$/

/** What becomes of a secret behind it: 输了没反应, 快填, 念给他. */
const tried =
  /^\s?[，,]?\s?(?:这[串个]|你|快|我)?(?:都|也|还是|就)?(?:[输填按念](?!出)|试过|打不开|不对|没反应|无效|失效|扫不|登不|登录|进不|开不|报错|错误?|有效|通行|过期|数字|[（(]?切?勿)/

/** 0x0000007B, 400-820-5512, 12315, 482***: never anybody's own. */
const everybodys = /^0x|^[48]00-?\d{3}-?\d{4}$|^(?:123\d\d|9[56]\d{3,4}|100\d\d)$|\*\*/

/** The places that no finding covers; both in order. */
function openPlaces(places: readonly number[], claims: readonly Claim[]): readonly number[] {
  let next = 0
  return places.filter((at) => {
    while ((claims[next]?.end ?? at + 1) <= at) next++
    return (claims[next]?.start ?? at + 1) > at
  })
}

/** What a token begins with: three of these, at least. */
const isOfToken = unitsOf(/[A-Za-z0-9 !@#$%^&*_.+~?=/([-]/)

/** What is no part of what was found already, and no quantity. */
function tokensIn({ text, tokens, spoken }: Passage, claims: readonly Claim[]): Token[] {
  const places = openPlaces(tokens, claims).filter((at) => everyUnit(isOfToken, text, at, at + 3))
  const matches = [...matchesAt(token, text, places)]
  if (spoken > 3)
    for (const { 0: value, index } of matchesOf(spokenToken, text))
      matches.push({ value, start: index, end: index + value.length })
  if (matches.length === 0) return []
  const known = createNearby(claims)
  return matches
    .map((said) => {
      const word = said.value.includes('#') ? (prefix.exec(said.value)?.[0].length ?? 0) : 0
      return word === 0 ? said : { value: said.value.slice(word), start: said.start + word, end: said.end }
    })
    .filter(
      (one) =>
        !known.covers(one) &&
        (one.value.length > 3 || threeTold.test(text.slice(Math.max(0, one.start - 16), one.start))) &&
        !everybodys.test(one.value) &&
        !counted.test(text.slice(one.end, one.end + 4)) &&
        !leads.test(text.slice(Math.max(0, one.start - 8), one.start)),
    )
    .toSorted((one, other) => one.start - other.start)
}
/** PO#7710-0231: the word for the number. */
const prefix = /^(?:po|so|no|id|order)#(?=\w{4})/i
/** chengdu_laoyang: an id without digits. */
const lettered = /[A-Za-z][_-][A-Za-z]/

/** The family of a token, where all that is said of it and its form are enough, and nothing speaks more plainly. */
function judged(one: Token, signs: Nearby<Sign>, text: string): Family | undefined {
  const told = text.slice(Math.max(0, one.start - 16), one.start)
  const digits = digitsOf(one.value)
  let best: { family: Family; vote: number; fit: number } | undefined
  for (const [family, said] of votesFor(one, signs, text)) {
    const fit = shapes[family]?.fits(one.value, digits, told) ?? 0
    // 这张票XS-2026-44: a card's word says little of what is no card's number.
    const vote = fit > 0 || family === 'other' ? said : 0.55 * said
    if (vote > (best?.vote ?? 0)) best = { family, vote, fit }
  }
  if (!best || best.fit === 0) return undefined
  const lead = given.test(told.slice(-4)) ? 0.6 : 0
  const next = best.family === 'secret' && tried.test(text.slice(one.end, one.end + 8)) ? 0.6 : 0
  return best.vote + best.fit + lead + next >= (shapes[best.family]?.least ?? 9) ? best.family : undefined
}

/** 8-2-7013, said and nothing else. */
const shelfAlone = /^\s*(?:[A-Z]-)?\d{1,2}-\d{1,2}-\d{4,5}\s*$/

/** Numbers that no rule knew, by all the signs about them: whose words stand nearest, their form, what leads to them. */
export function findUnclaimed(passage: Passage, claimed: readonly Claim[]): Finding[] {
  const { text, digits, latin, spoken } = passage
  if (digits < 2 && spoken < 4 && !(latin && lettered.test(text))) return []
  const tokens = tokensIn(
    passage,
    claimed.toSorted((one, other) => one.start - other.start),
  )
  if (tokens.length === 0) return []
  const claims = createNearby(claimed)
  const signs = createNearby(claimed.map(signOf))
  for (const sign of signsAround(passage, tokens)) if (!claims.covers(sign)) signs.add(sign)
  const found: Finding[] = []
  const alone = shelfAlone.test(text)
  let waiting: readonly Token[] = tokens
  // 5-1-8831和5-2-0097: one may be known by the other, whichever stands first.
  for (let round = 0; round < 2 && waiting.length > 0; round++)
    waiting = waiting.filter((one) => {
      const family = alone ? 'secret' : judged(one, signs, text)
      const type = family && shapes[family]?.type
      if (!family || !type) return true
      found.push({ type, start: one.start, end: one.end, sure: 0.8 })
      signs.add(signOf({ ...one, family }))
      return false
    })
  return found
}
