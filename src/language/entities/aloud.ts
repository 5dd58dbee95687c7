import { type Passage, passageOf } from '../cues.ts'
import { goods } from './goods.ts'
import { isQuantity } from './model-form.ts'
import { isThingAfter, isThingBefore } from './model-name.ts'

/** A passage with what was typed without capitals as makers print it, place for place: kfr-35gw is KFR-35GW, mate 60 is Mate 60, 显示ue is 显示UE. */
export function aloud(passage: Passage): Passage {
  if (!passage.latin) return passage
  const text = passage.text.replace(small, asPrinted)
  return text === passage.text ? passage : passageOf(text)
}

/** A code of small letters and digits, a word that may name a line of things, two letters that are shown. */
const small =
  /(?<![A-Za-z0-9@._/-])(?:(?=[a-z/-]*\d)(?=[\d/-]*[a-z])[a-z0-9]+(?:[-/][a-z0-9]+)*(?:\([a-z]{1,3}\))?|[a-z]{3,10}(?= ?[a-z]{0,3}\d| [a-z])|(?<=(?:显示|出现|报|跳|代码)[“" ]?)[acdefhlpu]{2})(?![A-Za-z0-9@_/-]|\.[a-z0-9])/g

function asPrinted(said: string, at: number, text: string): string {
  if (goods.line.has(said)) return said.charAt(0).toUpperCase() + said.slice(1)
  if (/^[a-z]{3,}$/.test(said) || asTyped.test(said) || goods.plain.has(said) || isQuantity(said)) return said
  return /^(?:[a-z]{1,2}|[a-z]\d{1,2})$/.test(said) ||
    isJointed.test(said) ||
    isNamed(text, at, at + said.length)
    ? said.toUpperCase()
    : said
}

/** 0x80070005, i30, 70x40: small in print, too. */
const asTyped = /^(?:0x|i\d0$|\d+[a-z]$|\d+x\d+$)/
/** kfr-35gw, and not cn-north-4. */
const isJointed = /^(?!.*[a-z]{5})(?=.*[-/])/
/** What people call themselves is written the same way: a thing, its maker or 型号 stands beside what is a model. */
const isNamed = (text: string, start: number, end: number): boolean =>
  isThingBefore(text, start) ||
  isThingAfter(text, end) ||
  /(?:型号|款号|机型|报错?|显示|代码|故障码?)[是为:： ]{0,2}$/.test(text.slice(Math.max(0, start - 5), start))
