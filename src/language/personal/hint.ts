import { type CueKind, cuesBetween, type Passage } from '../cues.ts'
import { createLexicon, longestMatches } from '../lexicon.ts'
import { isLatin } from '../marks.ts'
import { conceptEntries } from '../words.ts'
import type { Family, Sign, Token } from './sign.ts'

const families: Readonly<Partial<Record<CueKind, Family>>> = {
  secret: 'secret',
  qq: 'qq',
  wechat: 'wechat',
  fixed: 'fixed',
  card: 'card',
  passport: 'passport',
  order: 'order',
  invoice: 'order',
  parcel: 'other',
  serial: 'other',
  label: 'other',
  service: 'other',
  model: 'other',
  error: 'other',
  credit: 'other',
  id: 'other',
  email: 'other',
  plate: 'other',
}

const hints = createLexicon(conceptEntries('hints'))
/** The kinds of words/hints.txt whose name is no family's, or that hint more or less plainly than others. */
const kinds: Readonly<Record<string, { family: Family; weight: number }>> = {
  secret: { family: 'secret', weight: 2.5 },
  faint: { family: 'secret', weight: 2.1 },
  wifi: { family: 'other', weight: 3 },
}
const usual = 2.4
const plain = 3

/** What must stand behind a word that hints at nothing by itself: 按9031, 你查E2611190088, 那件是我买的，4417…. */
const ahead: ReadonlyMap<string, RegExp> = new Map([
  ...['按', '输', '刷'].map((word) => [word, /^[了入]?\d{4}(?![改计收退算])/] as const),
  [
    '报',
    /^(?:[了个过的]{1,2}[：:，,“"\s]{0,2}|[：:“"])(?:\d{6}(?!\d)|\d{3} \d{3}(?! ?\d)|[零〇一二三四五六七八九幺]{3})/,
  ],
  ...['念', '读'].map(
    (word) =>
      [word, /^[了个过的]{0,2}[：:，,“"\s]{0,2}(?:\d{6}(?!\d)|[零〇一二三四五六七八九幺]{3})/] as const,
  ),
  ...['查', '催', '改'].map((word) => [word, /^一?下?\s?[A-Z]{0,3}-?\d{6}/i] as const),
  ...['买的', '拍的', '订的', '下的'].map((word) => [word, /^(?:那[件个单台])?[，,:：是\s\d]/] as const),
  ['单', /^(?:[，,。\s]|$)/],
  ['密', /^[\dA-Za-z][\w#@!$%*]{4}/],
  ...['设的', '设成', '设了'].map(
    (word) => [word, /^是?\s?(?=[A-Za-z\d]*[a-z])[A-Za-z\d]*[\d!@#$%^&*+]/] as const,
  ),
  ['收到', /^\d{6}/],
])
const wholeWord = /^(?:po|pi|ref)$/
const latin = /[a-z]/
/** 39码 is a size. */
const size = /\d$/

function isHint({ text, lower }: { text: string; lower: string }, start: number, end: number): boolean {
  const word = lower.slice(start, end)
  if (word === '码') return !size.test(lower.slice(Math.max(0, start - 1), start))
  if (isLatin(word.charCodeAt(0)) && wholeWord.test(word))
    return !latin.test(lower.charAt(start - 1)) && !latin.test(lower.charAt(end))
  return ahead.get(word)?.test(text.slice(end, end + 14)) ?? true
}

/** How far from a number a word may speak of it. */
export const reach = { before: 36, behind: 14 }
const longest = 10

/** The words that speak of numbers around these tokens. */
export function signsAround(passage: Passage, tokens: readonly Token[]): Sign[] {
  const { text, cues } = passage
  const signs: Sign[] = []
  let done = 0
  for (const { start, end } of tokens) {
    const from = Math.max(done, start - reach.before - longest)
    const to = Math.min(text.length, end + reach.behind + longest)
    if (to <= from) continue
    done = to
    for (const cue of cuesBetween(cues, from, to)) {
      const family = families[cue.kind]
      if (family && cue.start >= from)
        signs.push({ family, start: cue.start, end: cue.end, weight: plain, leads: cue.kind === 'error' })
    }
    signs.push(...hintsIn(passage, from, to))
  }
  return signs
}

function hintsIn(passage: Passage, from: number, to: number): Sign[] {
  const text = passage.text.slice(from, to)
  const lower = passage.lower.slice(from, to)
  const signs: Sign[] = []
  for (const { start, end, value } of longestMatches(hints, lower)) {
    if (value === 'none' || !isHint({ text, lower }, start, end)) continue
    const hidden = cuesBetween(passage.cues, from + start, from + end).some(
      (cue) => families[cue.kind] !== undefined && cue.end - cue.start >= end - start,
    )
    const { family, weight } = kinds[value] ?? { family: value as Family, weight: usual }
    if (!hidden) signs.push({ family, start: from + start, end: from + end, weight })
  }
  return signs
}
