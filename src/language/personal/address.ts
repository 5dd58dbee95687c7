import { cuesBetween, type Passage } from '../cues.ts'
import { matchesOf } from '../matches.ts'
import { anyUnit, unitsOf } from '../units.ts'
import { isDoor } from './address-door.ts'
import { clauseAt, hintFrom } from './address-hint.ts'
import { doorsBehind, partsAt } from './address-part.ts'
import { beginsTooEarly, type Clause, readingOf, startsFrom } from './address-start.ts'
import type { Finding } from './finding.ts'

/** Addresses precise enough to find a door: a house, building or room number with a road or a place before it. */
export function findAddresses(passage: Passage): Finding[] {
  const { text } = passage
  const found: Finding[] = []
  for (let at = hintFrom(text, 0); at >= 0; ) {
    const clause = clauseAt(text, at)
    if (clause.end - clause.start >= 3)
      for (const move of movesIn(passage, clause))
        found.push(...allIn(cutAt(passage, move.end, clause.end), move))
    at = hintFrom(text, clause.end)
  }
  return found
}

/** 从…移到…, 由…改去…: what was left and what is gone to are told apart by such a verb. */
const moved =
  /变?更[换改]?[为成到]|(?<=[号室楼栋幢座元户铺\d])[到至](?=[\u4e00-\u9fa5]{3})|[移搬迁挪转调改换拉](?:[到去至往成为](?!年|月)|回(?![龙民族])|[寄派送发]到?)/g

const mayMove = unitsOf(/[更到至移搬迁挪转调改换拉]/)

/** The passage up to where one goes on to another address. */
const cutAt = (passage: Passage, end: number, clauseEnd: number): Passage =>
  end < clauseEnd ? { ...passage, text: passage.text.slice(0, end) } : passage

function movesIn({ text }: Passage, { start, end }: Clause): Clause[] {
  const verbs = anyUnit(mayMove, text, start, end) ? matchesOf(moved, text.slice(start, end)) : []
  if (verbs.length === 0) return [{ start, end }]
  const moves: Clause[] = []
  let from = start
  for (const { 0: verb, index } of verbs) {
    if (index > 0) moves.push({ start: from, end: start + index })
    from = start + index + verb.length
  }
  return [...moves, { start: from, end }].filter((move) => move.end - move.start >= 3)
}

function allIn(passage: Passage, clause: Clause): Finding[] {
  const found: Finding[] = []
  const reading = readingOf(passage, clause)
  for (let from = clause.start; from < clause.end; ) {
    const one = firstIn(passage, startsFrom(reading, from))
    if (!one) break
    found.push(one)
    from = one.end
  }
  return found
}

function firstIn(passage: Passage, starts: Iterable<number>): Finding | undefined {
  const { text } = passage
  for (const start of starts) {
    const parts = partsAt(text, start)
    if (parts.length === 0) continue
    const end = start + text.slice(start, parts.at(-1)?.end ?? start).trimEnd().length
    if (beginsTooEarly(passage, { start, first: parts[0]?.end ?? start, end })) continue
    const told = isTold(passage, start)
    const last = parts.at(-1)?.kind
    if (end > start && last && isDoor(text, { start, parts, told }))
      return { type: 'address', start, end: doorsBehind(text, end, last), sure: told ? 0.95 : 0.88 }
  }
  return undefined
}

const isTold = ({ text, cues }: Passage, start: number): boolean =>
  cuesBetween(cues, start - 16, start).some(
    (cue) =>
      cue.kind === 'address' &&
      cue.end <= start &&
      /^[\s:：是为在到改成“"]*$/.test(text.slice(cue.end, start)),
  ) ||
  (endsCorrection(text.charCodeAt(start - 1)) && corrected.test(text.slice(Math.max(0, start - 24), start)))

const endsCorrection = unitsOf(/[区是\s]/)
/** 写错了，不是12栋，是…: what is put right is told; so is 我们小区…. */
const corrected =
  /[我们咱]小区$|(?:[写填输][错成]|地址|不是[^，,。]{0,8}[号栋幢座楼室])[^。！!？?\n]{0,12}[，,](?:应该|而|其实)?是\s?$/
