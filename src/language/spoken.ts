import { anyUnit, unitsOf } from './units.ts'

const digits = new Map(
  Array.from(
    '零〇一二三四五六七八九',
    (character, index) => [character, String(Math.max(0, index - 1))] as const,
  ),
)
for (const [index, characters] of [
  '洞',
  '幺壹',
  '两贰',
  '叁',
  '肆',
  '伍',
  '陆',
  '柒拐',
  '捌',
  '玖勾',
].entries())
  for (const character of characters) digits.set(character, String(index))

const one = '[零〇一二三四五六七八九幺壹两贰叁肆伍陆柒捌玖洞拐勾]'
const any = `(?:${one}|\\d)`
const gap = '[\\s\\-—·.，,、]?'
const run = new RegExp(`${any}(?:${gap}${any}){6,}`, 'g')
/** 五一零一…二叉: how the X of an identity card is called. */
const crossed = /(?<=(?:\d ?){17})叉/g
const three = new RegExp(`${one}{3}|(?:${one}\\d){2}`)

/** Whether two Chinese digits stand side by side: in most texts none do. */
function hasPair(text: string): boolean {
  let last = -2
  for (let at = 0; at < text.length; at++) {
    if (!isNumeral(text.charCodeAt(at))) continue
    if (last === at - 1) return true
    last = at
  }
  return false
}
const isNumeral = unitsOf(new RegExp(one))

/**
 * 一三八零零…: seven and more Chinese digits in a row become digits, place for
 * place, and the commas among them, which a voice brings, become spaces. As long
 * as before.
 */
export function spokenAsDigits(text: string): string {
  if (!hasPair(text)) return text
  const read = text.replace(run, (said) =>
    anyUnit(isNumeral, said) && three.test(said.replace(/[\s\-—·.，,、]/g, ''))
      ? Array.from(
          said,
          (character) => digits.get(character) ?? (/[，,、]/.test(character) ? ' ' : character),
        ).join('')
      : said,
  )
  return read.includes('叉') ? read.replace(crossed, 'X') : read
}
