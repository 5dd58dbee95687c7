/**
 * `npm run evaluate`: how well messages are understood, on ways of writing the
 * models have not learned from. Nothing is written; the committed weights, which
 * learn from every style, are not used.
 */
import { existsSync, readFileSync } from 'node:fs'
import { entitiesIn } from '../src/language/entities.ts'
import { findPersonal, inCodePoints } from '../src/language/mask.ts'
import { understandWith } from '../src/language/understand.ts'
import { categoryGate } from '../src/language/understanding.ts'
import type { Models } from '../src/language/weights.ts'
import { fitModels, type Line, onlyStyles, readLines, styleGroups, withoutStyles } from './corpus.ts'

interface Judged {
  line: Line
  category: string
  second: string
  priority: string
  emotion: string
  intent: string
  sure: number
}

const print = (text: string): boolean => process.stdout.write(`${text}\n`)
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function judge(models: Models, lines: readonly Line[]): Judged[] {
  return lines.map((line) => {
    const context = line.said === undefined ? {} : { agentSaid: line.said, open: true }
    const seen = understandWith(models, line.text, context)
    const { category, priority, emotion, intent } = seen
    return {
      line,
      category,
      second: seen.otherCategory ?? '',
      priority,
      emotion,
      intent,
      sure: seen.confidence.category,
    }
  })
}

type Key = 'category' | 'priority' | 'emotion' | 'intent'

function report(name: string, judged: readonly Judged[], key: Key): void {
  const rows = judged.filter(({ line }) => line[key] !== undefined)
  if (rows.length === 0) return
  const right = rows.filter((row) => row[key] === row.line[key]).length
  const labels = [...new Set(rows.map(({ line }) => line[key] ?? ''))].sort()
  const scores = labels.map((label) => {
    const hit = rows.filter((row) => row[key] === label && row.line[key] === label).length
    const said = rows.filter((row) => row[key] === label).length
    const meant = rows.filter((row) => row.line[key] === label).length
    return {
      label,
      f1: hit === 0 ? 0 : (2 * hit) / (said + meant),
      recall: hit / meant,
      precision: said === 0 ? 0 : hit / said,
    }
  })
  const macro = scores.reduce((sum, { f1 }) => sum + f1, 0) / scores.length
  print(
    `${name} ${key}: accuracy ${percent(right / rows.length)}, macro F1 ${percent(macro)} on ${rows.length}`,
  )
  print(`   ${scores.map(({ label, f1 }) => `${label} ${(100 * f1).toFixed(0)}`).join(' · ')}`)
}

function reportCategory(judged: readonly Judged[]): void {
  const rows = judged.filter(({ line }) => line.category !== undefined)
  if (rows.length === 0) return
  const sure = rows.filter((row) => row.sure >= categoryGate)
  const sureRight = sure.filter((row) => row.category === row.line.category).length
  const either = rows.filter((row) => [row.category, row.second].includes(row.line.category ?? '')).length
  print(
    `   at or above the gate: ${percent(sure.length / rows.length)} of messages, ${percent(sureRight / Math.max(1, sure.length))} right; among the one or two shown: ${percent(either / rows.length)}`,
  )
  const danger = rows.filter(({ line }) => line.category === 'emergency')
  const harmless = rows.filter(({ line }) => line.category !== 'emergency')
  const found = danger.filter((row) => row.priority === 'critical').length
  const alarms = harmless.filter((row) => row.priority === 'critical').length
  print(
    `   danger: recall ${percent(found / Math.max(1, danger.length))} of ${danger.length}, false alarms ${percent(alarms / Math.max(1, harmless.length))} of ${harmless.length}`,
  )
}

function byStyle(judged: readonly Judged[], key: Key): void {
  const styles = [...new Set(judged.map(({ line }) => line.style))]
  const shares = styles.map((style) => {
    const rows = judged.filter(({ line }) => line.style === style && line[key] !== undefined)
    return rows.length === 0
      ? ''
      : `${style} ${((100 * rows.filter((row) => row[key] === row.line[key]).length) / rows.length).toFixed(0)}`
  })
  print(`   by style, ${key}: ${shares.filter((share) => share !== '').join(' · ')}`)
}

interface Labelled {
  text: string
  today?: string
  spans?: { type: string; start: number; end: number }[]
  entities?: Record<string, string[]>
}

/** Precision and recall of spans and entities, where labelled files exist. */
function reportLabelled(file: string): void {
  const path = `src/language/corpus/${file}.jsonl`
  if (!existsSync(path)) return
  const tally = new Map<string, { hit: number; said: number; meant: number }>()
  const count = (name: string, said: Set<string>, meant: Set<string>): void => {
    const one = tally.get(name) ?? { hit: 0, said: 0, meant: 0 }
    tally.set(name, {
      hit: one.hit + [...said].filter((value) => meant.has(value)).length,
      said: one.said + said.size,
      meant: one.meant + meant.size,
    })
  }
  for (const row of readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Labelled)) {
    const found = row.spans ? inCodePoints(row.text, findPersonal(row.text)) : []
    for (const type of new Set([...(row.spans ?? []), ...found].map((span) => span.type))) {
      const keys = (spans: readonly { type: string; start: number; end: number }[]): Set<string> =>
        new Set(spans.filter((span) => span.type === type).map((span) => `${span.start}-${span.end}`))
      count(type, keys(found), keys(row.spans ?? []))
    }
    if (row.entities)
      for (const [key, values] of Object.entries(entitiesIn(row.text, row.today ? { today: row.today } : {})))
        count(key, new Set(values), new Set(row.entities[key] ?? []))
  }
  for (const [name, { hit, said, meant }] of tally)
    print(
      `${file} ${name}: recall ${percent(hit / Math.max(1, meant))}, precision ${percent(hit / Math.max(1, said))} of ${meant}`,
    )
}

const messages = readLines('messages')
const turns = readLines('turns')
const all: Judged[] = []
for (const group of styleGroups) {
  const models = fitModels(withoutStyles(messages, group), withoutStyles(turns, group))
  const judged = judge(models, [...onlyStyles(messages, group), ...onlyStyles(turns, group)])
  all.push(...judged)
  print(
    `\nlearned without, judged on: ${group.join(', ')}${group === styleGroups.at(-1) ? ' (never looked at)' : ''}`,
  )
  for (const key of ['category', 'priority', 'emotion', 'intent'] as const) report('  ', judged, key)
  reportCategory(judged)
}
// Ways of writing the models know, in messages they do not; whoever wrote the word lists saw some of them.
const isFourth = (_: Line, index: number): boolean => index % 4 === 0
const isOther = (_: Line, index: number): boolean => index % 4 !== 0
const familiar = judge(fitModels(messages.filter(isOther), turns.filter(isOther)), [
  ...messages.filter(isFourth),
  ...turns.filter(isFourth),
])
print('\nlearned from three messages in four, judged on the fourth: known ways of writing')
for (const key of ['category', 'priority', 'emotion', 'intent'] as const) report('  ', familiar, key)
reportCategory(familiar)
print('\nevery style but chat, each judged by models that never met it')
for (const key of ['category', 'priority', 'emotion', 'intent'] as const) {
  report('  ', all, key)
  byStyle(all, key)
}
reportCategory(all)
for (const file of ['personal', 'entities']) reportLabelled(file)
