import type { Found } from '../matches.ts'
import { goods, wordBegins, wordEnding } from './goods.ts'
import { isShort } from './model-form.ts'

/** With the maker or the line before it where the model is not known without (戴森V12, 小新Pro 16); `from` is where the words before it may begin. */
export function named(text: string, words: readonly Found[], from: number): Found | undefined {
  const rest = words.slice(1)
  const kept = rest.length > 0 && goods.maker.has(lower(words[0])) && !isShort(rest) ? rest : words
  const [first, last] = [kept[0], kept.at(-1)]
  if (!first || !last) return undefined
  const start = first.start - lengthBefore(text, kept, { at: first.start, from })
  return { value: text.slice(start, last.end), start, end: last.end }
}

const lower = (word: Found | undefined): string => word?.value.toLowerCase() ?? ''

function lengthBefore(
  text: string,
  words: readonly Found[],
  { at, from }: { at: number; from: number },
): number {
  const spaced = text.charAt(at - 1) === ' ' ? 1 : 0
  const end = at - spaced
  const series = wordEnding(text, end, goods.series)
  // 云佳KFR-35GW/NhGm1: it says enough by itself.
  if (words.length === 1 && /^[A-Z]{2,5}-\d{2}/.test(words[0]?.value ?? '')) return 0
  // 三星5E is no 星5E.
  const ofMaker = wordEnding(text, end, goods.maker).length > series.length
  if (!ofMaker && series !== '' && end - series.length >= from) return series.length + spaced
  if (!isShort(words)) return 0
  const maker = wordEnding(text, end, goods.maker) || wordEnding(text, end, goods.counted)
  if (maker !== '') return /[a-z]/.test(maker) ? 0 : maker.length + spaced
  const line = unknownLine(text, end, from)
  const marked =
    from > 0 ||
    /[的台款部只]/.test(text.charAt(end - line - 1)) ||
    isThingAfter(text, words.at(-1)?.end ?? end)
  return line > 0 && marked ? line + spaced : 0
}

const line = /(?:^|[\s,，。;；!！?？、:：的台款部只买用是])([\u4e00-\u9fa5]{2,3})$/
const notLine =
  /[机器仪锁灯表锅箱柜车床椅扇炉壶杯网盒键屏幕板脑视调桩秤刷]$|[的了在是有我你他不没这那个第到和就都也要还型号码显示提闪跳报楼层栋元室版本出错新老坏买用款台]|^(?:写着|标着|印着|贴着|现在|刚才|今天|昨天|一直|总是|经常|突然|然后|但是|而且|因为|所以|请问|麻烦|谢谢|客服|老板|尺码|代码|编号|电池|电源|滤芯|配件|耗材|墨盒|系统|软件|固件|黑色|白色|蓝牙|高配|低配)/

/** 极光 S20: a line nobody listed, where it is marked off. */
function unknownLine(text: string, end: number, from: number): number {
  const said = line.exec(text.slice(Math.max(from, end - 4), end))?.[1] ?? ''
  return said !== '' && !notLine.test(said) && wordEnding(text, end, goods.thing) === '' ? said.length : 0
}

/** Whether the word for a thing follows: X200吸尘器. */
export const isThingAfter = (text: string, end: number): boolean =>
  wordBegins(
    text,
    end + (/^(?:[\s的]|[这那][款台个部]?)/.exec(text.slice(end, end + 2))?.[0].length ?? 0),
    goods.thing,
  )

/** Whether the word for a thing or its maker stands before: 打印机M1136. */
export function isThingBefore(text: string, start: number): boolean {
  const end = start - (text.charAt(start - 1) === ' ' ? 1 : 0)
  return wordEnding(text, end, goods.thing) !== '' || wordEnding(text, end, goods.maker) !== ''
}

/** Whether a maker stands before whose things are called by a number alone: 小米14. */
export function isCountedMaker(text: string, start: number): boolean {
  const end = start - (text.charAt(start - 1) === ' ' ? 1 : 0)
  return wordEnding(text, end, goods.counted) !== ''
}

/** Whether a line of a maker stands before whose things have a number of four digits: 灵越 5425. */
export function isOfSeries(text: string, start: number): boolean {
  const end = start - (text.charAt(start - 1) === ' ' ? 1 : 0)
  return wordEnding(text, end, goods.series).length > 1
}
