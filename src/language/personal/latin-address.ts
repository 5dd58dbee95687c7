import type { Passage } from '../cues.ts'
import { mark } from '../marks.ts'
import { matchesOf } from '../matches.ts'
import type { Finding } from './finding.ts'

const streets =
  'Road|Rd|Street|St|Avenue|Ave|Av|Lane|Ln|Boulevard|Blvd|Drive|Dr|Highway|Hwy|Crescent|Terrace|Close|Way|Lu|Jie|Dajie|Dadao|Xiang|Hutong|Nong'
const doors =
  'Room|Rm|Flat|Unit|Apt|Apartment|Suite|Ste|Building|Bldg|Block|Blk|Tower|Floor|Level|House|Villa|Shop|Lot|Phase|Section|Sec|Lane|Alley'
const number =
  '(?:No\\.? ?|#)?\\d{1,6}[A-Z]?(?:[\\-\\/]\\d{1,4}[A-Z]?){0,2}(?:\\/?F|st|nd|rd|th)?(?: ?(?:Hao|hao)(?![a-z]))?'
const word = "[A-Z][A-Za-z'’\\-]{0,20}\\.?"
const token = `(?:(?:${doors})\\.? ?[A-Z]?\\d{1,5}[A-Z]?|${number}|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|${word}|de|la|du|of)(?![A-Za-z0-9])`
/** Words that begin with a capital, and numbers, with no more than a comma between. */
const run = new RegExp(`(?<![A-Za-z0-9])${token}(?:(?:, ?| )${token}){1,24}`, 'g')

/** Century Avenue, Huaihai Zhong Lu, Zhongxiao E. Rd., Rue de la Paix; Road Bike 28 is none. */
const street = new RegExp(
  `[A-Z][A-Za-z']+ (?:[A-Z][A-Za-z]*\\.? )?(?:${streets})(?:\\.(?![a-z])|(?![A-Za-z.]))(?! [A-Z][a-z]+(?<!North|South|East|West|Middle|Central|Section|Sec|No)(?![a-z])(?! ?\\d{5}))|(?<![A-Za-z])(?:Rue|Jalan|Jln|Lorong|Via|Calle|Soi) (?:de |la |du )*[A-Z]`,
)
const hint = new RegExp(`(?<![a-z])(?:${streets}|Rue|Jalan|Jln|Lorong|Via|Calle|Soi)(?![a-z])`)

/** Where an address begins within a run: at a door, a number, a building or, in pinyin, a province or city. */
const first = new RegExp(
  `(?:(?:${doors})\\.? ?(?:[A-Z]?\\d|[A-Z](?![A-Za-z]))|(?:No\\.? ?|#)?\\d|(?:[A-Z][A-Za-z]{1,14} ){1,3}(?:Place|Gardens?|Court|Plaza|Mansion|Cent(?:re|er)|House|Building|Tower|Square|Sheng|Shi|Qu)(?![a-z])|[A-Z][a-z']+ (?:[A-Z][a-z]+ )?(?:Lu|Jie|Dajie|Dadao) \\d)`,
)
/** What is said behind an address. */
const closing =
  /[, ]+(?:Thanks?|Tel|Phone|Mobile|Mob|Attn|Best|Regards|Order|Email|Please|Pls|Contact)(?![a-z]).*$/s

/** Addresses in English or pinyin: a street with a number, and the doors, districts and cities said with it. */
export function findLatinAddresses({ text, seen, digits }: Passage): Finding[] {
  if (digits === 0 || !(seen & mark.capital && seen & mark.small) || !hint.test(text)) return []
  return matchesOf(run, text).flatMap(({ 0: said, index }): Finding[] => {
    const from = first.exec(said)?.index ?? -1
    if (from < 0) return []
    const address = said.slice(from).replace(closing, '')
    if (!street.test(address) || !/\d/.test(address)) return []
    return [{ type: 'address', start: index + from, end: index + from + address.length, sure: 0.95 }]
  })
}
