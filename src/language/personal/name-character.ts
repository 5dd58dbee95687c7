import { matchAt } from '../matches.ts'
import { pairOf } from '../units.ts'
import { conceptEntries } from '../words.ts'

const listed = conceptEntries('names')
const of = (kind: string): Set<string> =>
  new Set(listed.filter(([, name]) => name === kind).map(([word]) => word))
export const surnames = of('surname')
export const rareSurnames = of('rare')
const sureSurnames = of('sure')
export const rarestSurnames = of('rarest')
const doubleSurnames = of('double')
export const syllables = of('syllable')
export const everyday = of('everyday')
export const titles = of('title')
export const nameParts = of('part')
export const nameTails = of('tail')
const givenCharacters = of('given')
const pinyin = of('pinyin')
const pinyinFirst = of('pinyin-first')
const brands = listed.filter(([, name]) => name === 'brand').map(([word]) => word)
const brandPairs = new Set(brands.map((name) => pairOf(name, 0)))
const brand = new RegExp(brands.join('|'), 'y')
/** How long the name of a maker or a shop is that begins here and is like a person's; 0 where none does. */
export const brandLength = (text: string, at: number): number =>
  brandPairs.has(pairOf(text, at)) ? (matchAt(brand, text, at)?.length ?? 0) : 0

/** Whether names are given with this character. */
export const isGiven = (character: string): boolean => givenCharacters.has(character)

/** Whether all of the given name is made of characters that seldom stand together otherwise. */
export const isLikely = (name: string): boolean =>
  name.length > 2 &&
  givenCharacters.has(name.charAt(name.length - 1)) &&
  givenOf(name).every(
    (character, at) => givenCharacters.has(character) || (at === 0 && /[小大晓]/.test(character)),
  )

/** Whether one character of the given name is such a character. */
export const mayBe = (name: string): boolean =>
  givenOf(name).some((character) => givenCharacters.has(character))

const givenOf = (name: string): string[] => Array.from(name.slice(isDoubleSurname(name, 0) ? 2 : 1))

// By UTF-16 unit: asked of every place in a text.
const firstUnits = (words: Iterable<string>): Uint8Array => {
  const units = new Uint8Array(0x10000)
  for (const word of words) units[word.charCodeAt(0)] = 1
  return units
}
const commonUnits = firstUnits([...surnames, ...rareSurnames])
const surnameUnits = firstUnits([...surnames, ...rareSurnames, ...doubleSurnames])
const singleUnits = firstUnits([...surnames, ...rareSurnames, ...rarestSurnames])
const doubleUnits = firstUnits(doubleSurnames)
const sureUnits = firstUnits(sureSurnames)
const givenUnits = firstUnits(givenCharacters)
// What follows the surname: a given character, 小 in 党小宝, or the rest of a surname of two.
const secondUnits = firstUnits([
  ...givenCharacters,
  '小',
  '大',
  '晓',
  ...Array.from(doubleSurnames, (name) => name.charAt(1)),
])

/** Whether names are given with the character of this UTF-16 unit. */
export const isGivenUnit = (unit: number): boolean => givenUnits[unit || 0] === 1

/** Whether it is worth looking for a likely name here. */
export const mayBegin = (text: string, at: number): boolean =>
  surnameUnits[text.charCodeAt(at)] === 1 &&
  givenUnits[text.charCodeAt(at + 2)] === 1 &&
  secondUnits[text.charCodeAt(at + 1)] === 1

/** Whether a surname of two characters begins here. */
export const isDoubleSurname = (text: string, at: number): boolean =>
  doubleUnits[text.charCodeAt(at) || 0] === 1 && doubleSurnames.has(text.slice(at, at + 2))

/** Whether one of the surnames begins here that people are known to have without being asked. */
export const hasSurname = (text: string, at: number): boolean =>
  commonUnits[text.charCodeAt(at)] === 1 || isDoubleSurname(text, at)

/** Whether a surname may begin here, be it ever so rare. */
export const mayBeSurname = (text: string, at: number): boolean =>
  singleUnits[text.charCodeAt(at) || 0] === 1 || isDoubleSurname(text, at)

/** Whether a surname begins here that ends no everyday word, so that nothing need mark it off (财务姚丽华). */
export const isSureSurname = (text: string, at: number): boolean =>
  sureUnits[text.charCodeAt(at) || 0] === 1 || isDoubleSurname(text, at)

const han = /^[\u3400-\u9fff]+$/

/** Kevin Zhang: the second word is a surname in Latin letters. */
export const isLatinSurname = (word: string): boolean => pinyin.has(word)

/** Zhang Kaiwen: the first word is a Chinese surname in Latin letters. */
export const isPinyinSurname = (word: string): boolean => pinyin.has(word) || pinyinFirst.has(word)

/** Whether most of a name of parts is made of syllables of other peoples' names. */
export const isForeign = (name: string): boolean => {
  const characters = Array.from(name).filter((character) => han.test(character))
  const known = characters.filter((character) => syllables.has(character)).length
  return known > 0 && known * 4 >= characters.length * 3
}

const latinBrand =
  /^(?:li ning|lin nei|hua wei|ge li|mei di|fang tai|hai er|an ta|wang pan|zhou dafu|wang laoji|kang shifu|bai xiang|lian xiang|ping an|ma shang|long men|(?:han|tang|song|yuan|ming|qing) dynasty|[a-z]+ (?:machine|engine|mobile|image))$/i
/** Hua Wei, Li Ning, Fan Machine: makers and things that look like a name in pinyin. */
export const isLatinBrand = (name: string): boolean => latinBrand.test(name.replace(/ ?[/,·] ?/, ' '))
