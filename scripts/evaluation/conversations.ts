import type { Playbook } from '../../src/playbook/playbook.ts'
import { readConversation } from '../../src/scripts/conversation.ts'
import type { Turn } from '../../src/scripts/listen.ts'
import type { ScriptLibrary } from '../../src/scripts/script.ts'
import { suggest } from '../../src/scripts/suggest.ts'
import type { ConversationLine } from '../corpus.ts'
import { createTallies, isAccepted, percent, phrase, print } from './print.ts'

interface House {
  playbook: Playbook
  scripts: ScriptLibrary
}

/** How often step, tone and category are right, and the needs that are asked for. */
export function reportConversations(lines: readonly ConversationLine[], house: House): void {
  const right = { category: 0, step: 0, tone: 0 }
  let accepted = 0
  const needs = createTallies()
  const steps = createTallies()
  for (const line of lines) {
    const read = readConversation(line.turns, { ...house, today: '2026-11-22' })
    for (const key of ['category', 'step', 'tone'] as const) if (read[key] === line[key]) right[key] += 1
    if (isAccepted(read.step, line.step, line.reader?.step)) accepted += 1
    for (const step of new Set([read.step, line.step]))
      steps.count(step, new Set(read.step === step ? ['1'] : []), new Set(line.step === step ? ['1'] : []))
    needs.count('needs', new Set(read.needs), new Set(line.needs))
  }
  const shares = Object.entries(right).map(([key, count]) => `${key} ${percent(count / lines.length)}`)
  print(
    `   conversations: ${shares.join(', ')} of ${lines.length}; step accepted ${percent(accepted / lines.length)}`,
  )
  for (const [step, tally] of steps.rows()) print(`      ${phrase(step, tally)}`)
  print(`      ${phrase('needs', needs.all())}`)
}

/** A talk, and the scripts that a reader would send next in it. */
export interface ChoiceLine {
  turns: readonly Turn[]
  good: readonly string[]
  /** The ranking was not fitted to it. */
  kept?: boolean
}

/** For how many talks, read as the desk reads them, a script that readers chose is the first or among three. */
export function reportSuggestions(lines: readonly ChoiceLine[], { playbook, scripts }: House): void {
  let first = 0
  let three = 0
  for (const { turns, good } of lines) {
    const { matter } = readConversation(turns, { playbook, today: '2026-11-22' })
    const found = suggest({ ...matter, unavailable: ['plan', 'result'] }, scripts)
    const place = found.findIndex(({ script }) => good.includes(script.id))
    if (place === 0) first += 1
    if (place >= 0) three += 1
  }
  print(
    `   suggestion: recall@1 ${percent(first / lines.length)}, recall@3 ${percent(three / lines.length)} of ${lines.length}`,
  )
}
