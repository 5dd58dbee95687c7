import { entitiesIn } from '../../src/language/entities/entities.ts'
import { findPersonal, inCodePoints } from '../../src/language/personal/mask.ts'
import { checkReply } from '../../src/scripts/check.ts'
import { createTallies, f1, percent, phrase, print } from './print.ts'

interface PersonalLine {
  text: string
  spans: { type: string; start: number; end: number }[]
}

/** Recall and precision of personal data, exact spans, by type. */
export function reportPersonal(lines: readonly PersonalLine[]): void {
  const { count, rows, all } = createTallies()
  for (const { text, spans } of lines) {
    const found = inCodePoints(text, findPersonal(text))
    const places = (list: readonly { type: string; start: number; end: number }[], type: string) =>
      new Set(list.filter((span) => span.type === type).map(({ start, end }) => `${start}-${end}`))
    for (const type of new Set([...spans, ...found].map((span) => span.type)))
      count(type, places(found, type), places(spans, type))
  }
  print(`   ${phrase('personal data', all())}`)
  for (const [type, tally] of rows()) print(`      ${phrase(type, tally)}`)
}

interface EntityLine {
  text: string
  today: string
  entities: Record<string, string[]>
}

/** F1 of entities by key. */
export function reportEntities(lines: readonly EntityLine[]): void {
  const { count, rows, all } = createTallies()
  for (const { text, today, entities } of lines)
    for (const [key, values] of Object.entries(entitiesIn(text, { today })))
      count(key, new Set(values), new Set(entities[key] ?? []))
  print(`   ${phrase('entities', all())}`)
  for (const [key, tally] of rows()) print(`      ${phrase(key, tally)}`)
}

/** A reply with its customer's message and its faults. */
export interface ReplyLine {
  customer: string
  reply: string
  findings: { code: string; words: string }[]
}

/** Recall and precision of the reply check by code, and how many clean replies are found fault with. */
export function reportReplies(lines: readonly ReplyLine[]): void {
  const { count, rows, all } = createTallies()
  let clean = 0
  let alarms = 0
  for (const { customer, reply, findings } of lines) {
    const said = new Set(checkReply(reply, { customer }).map(({ code }) => code as string))
    const meant = new Set(findings.map(({ code }) => code))
    for (const code of new Set([...said, ...meant]))
      count(
        code,
        new Set([...said].filter((one) => one === code)),
        new Set([...meant].filter((one) => one === code)),
      )
    if (meant.size > 0) continue
    clean += 1
    if (said.size > 0) alarms += 1
  }
  print(
    `   ${phrase('reply check', all())}; false alarms on ${percent(alarms / Math.max(1, clean))} of ${clean} clean replies`,
  )
  for (const [code, tally] of rows()) print(`      ${phrase(code, tally)}`)
  print(`      macro F1 ${percent(rows().reduce((sum, [, tally]) => sum + f1(tally), 0) / rows().length)}`)
}
