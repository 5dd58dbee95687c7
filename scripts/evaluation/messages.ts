import { understandWith } from '../../src/language/understand.ts'
import { categoryGate } from '../../src/language/understanding.ts'
import type { Understanders } from '../../src/language/weights.ts'
import type { Line } from '../corpus.ts'
import { isAccepted, percent, print } from './print.ts'

interface Judged {
  line: Line
  category: string
  second: string
  priority: string
  emotion: string
  intent: string
  sure: number
}

type Key = 'category' | 'priority' | 'emotion' | 'intent'
const keys: readonly Key[] = ['category', 'priority', 'emotion', 'intent']

/** What these models make of the lines. */
export function judge(models: Understanders, lines: readonly Line[]): Judged[] {
  return lines.map((line) => {
    const context = line.said === undefined ? {} : { agentSaid: line.said, open: true }
    const { category, priority, emotion, intent, ...seen } = understandWith(models, line.text, context)
    const second = seen.otherCategory ?? ''
    return { line, category, second, priority, emotion, intent, sure: seen.confidence.category }
  })
}

/** Accuracy, how often one of two readers agrees, and macro F1 of every question, the gate, danger, and each way of writing if asked. */
export function report(judged: readonly Judged[], { styles = false } = {}): void {
  for (const key of keys) {
    reportKey(judged, key)
    if (styles) byStyle(judged, key)
  }
  reportCategory(judged)
}

function reportKey(judged: readonly Judged[], key: Key): void {
  const rows = judged.filter(({ line }) => line[key] !== undefined)
  if (rows.length === 0) return
  const right = rows.filter((row) => row[key] === row.line[key]).length
  const labels = [...new Set(rows.map(({ line }) => line[key] ?? ''))].sort()
  const scores = labels.map((label) => {
    const hit = rows.filter((row) => row[key] === label && row.line[key] === label).length
    const said = rows.filter((row) => row[key] === label).length
    const meant = rows.filter((row) => row.line[key] === label).length
    return { label, f1: hit === 0 ? 0 : (2 * hit) / (said + meant) }
  })
  const macro = scores.reduce((sum, { f1 }) => sum + f1, 0) / scores.length
  const accepted = rows.filter((row) => isAccepted(row[key], row.line[key], row.line.reader?.[key])).length
  const twice = rows.some(({ line }) => line.reader) ? `, accepted ${percent(accepted / rows.length)}` : ''
  print(
    `   ${key}: accuracy ${percent(right / rows.length)}${twice}, macro F1 ${percent(macro)} on ${rows.length} (${scores.map(({ label, f1 }) => `${label} ${(100 * f1).toFixed(0)}`).join(' · ')})`,
  )
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
  const shares = styles.flatMap((style) => {
    const rows = judged.filter(({ line }) => line.style === style && line[key] !== undefined)
    const right = rows.filter((row) => row[key] === row.line[key]).length
    return rows.length === 0 ? [] : [`${style} ${((100 * right) / rows.length).toFixed(0)}`]
  })
  print(`      by way of writing: ${shares.join(' · ')}`)
}
