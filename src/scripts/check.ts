import { featuresOf } from '../language/features.ts'
import { type FindingModels, loadFindingModels, oddsOf, shareOf } from '../language/findings.ts'
import { probabilities } from '../language/model.ts'
import { normalise } from '../language/normalise.ts'
import type { Emotion } from '../playbook/playbook.ts'
import { inReply, type Range } from './check/draft.ts'
import {
  clauseFeatures,
  clausesOf,
  empathyFeatures,
  type Reading,
  replyFeatures,
  ruledOut,
} from './check/features.ts'
import { clauseCodes, type Fault, type FindingCode, findingCodes, replyCodes } from './check/finding.ts'
import { read } from './check/read.ts'

export type { FindingCode } from './check/finding.ts'

/** One fault of a reply, at [start, end) in UTF-16 units; `advice` is a key under `desk.check`. */
export interface Finding {
  code: FindingCode
  level: 'block' | 'warn'
  start: number
  end: number
  advice: string
  values?: Record<string, string>
}

/** What is known when a reply is checked. */
export interface CheckContext {
  /** What the customer wrote. */
  customer: string
  /** How the customer feels; without it the words tell. */
  emotion?: Emotion
  /** Yuan the sender may promise. */
  authority?: { limit: number }
  /** The company's public hotlines. */
  ownNumbers?: readonly string[]
}

const blocking: ReadonlySet<FindingCode> = new Set([
  'denial',
  'overpromise',
  'rude',
  'asks_secret',
  'leaks_pii',
])

/** From which share on a fault is shown; chosen by cross-validation. */
const gates: Readonly<Record<FindingCode, number>> = {
  vague: 0.35,
  denial: 0.35,
  overpromise: 0.35,
  rude: 0.35,
  asks_secret: 0.35,
  leaks_pii: 0.35,
  jargon: 0.3,
  no_empathy: 0.4,
  no_next_step: 0.4,
}

/** What is wrong with a reply before it is sent, by place. */
export const checkReply = (reply: string, context: CheckContext): Finding[] =>
  reply.trim() === '' ? [] : checkReplyWith(loadFindingModels(), reply, context)

/** `checkReply` with models of one's own. */
export function checkReplyWith(models: FindingModels, reply: string, context: CheckContext): Finding[] {
  const { customer, authority, ownNumbers = [] } = context
  const reading = read(reply, customer, { ownNumbers, ...(authority ? { limit: authority.limit } : {}) })
  const judged = judge(models, reading, context)
  return findingCodes
    .flatMap((code) => {
      const { share, where } = judged[code]
      const sure = reading.faults[code].filter(({ sure }) => sure)
      if (share < gates[code] && sure.length === 0) return []
      const faults = reading.faults[code].length > 0 ? reading.faults[code] : [{ ...where, advice: code }]
      return merged(faults).map(({ start, end, advice, values }) => ({
        code,
        level: blocking.has(code) ? ('block' as const) : ('warn' as const),
        ...inReply(reading.draft, { start, end }),
        advice,
        ...(values ? { values } : {}),
      }))
    })
    .sort((one, other) => one.start - other.start)
}

export type Judged = Record<FindingCode, { share: number; where: Range }>

/** How likely each fault is and where it would stand. */
export function judge(models: FindingModels, reading: Reading, { customer, emotion }: CheckContext): Judged {
  const whole = { start: 0, end: reading.draft.text.length }
  const byReply = oddsOf(models.reply, replyFeatures(reading))
  const clauses = clausesOf(reading.draft).map((range) => ({
    range,
    odds: oddsOf(models.clause, clauseFeatures(reading, range)),
  }))
  const judged = Object.fromEntries(findingCodes.map((code) => [code, { share: 0, where: whole }])) as Judged
  for (const [column, code] of replyCodes.entries()) {
    const odds = byReply[column] ?? 0
    const at = (clauseCodes as readonly FindingCode[]).indexOf(code)
    const best =
      at < 0
        ? undefined
        : clauses.reduce(
            (most, one) => ((one.odds[at] ?? 0) > (most.odds[at] ?? 0) ? one : most),
            clauses[0] ?? { range: whole, odds: byReply },
          )
    judged[code] = best
      ? { share: shareOf((odds + (best.odds[at] ?? 0)) / 2), where: best.range }
      : { share: shareOf(odds), where: whole }
  }
  const calm = emotion !== undefined && emotion !== 'angry' && emotion !== 'anxious'
  if (!calm && customer !== '') {
    const words = featuresOf(normalise(customer))
    const upset = emotion === undefined ? (probabilities(models.upset, words)[1] ?? 0) : knownUpset
    judged.no_empathy.share = shareOf(oddsOf(models.empathy, empathyFeatures(reading, words, upset))[0] ?? 0)
  }
  for (const code of ruledOut(reading)) judged[code].share = 0
  return judged
}

/** An emotion that was given is taken for granted. */
const knownUpset = 0.95

/** Faults that overlap or touch are one. */
function merged(faults: readonly Fault[]): Fault[] {
  const kept: Fault[] = []
  for (const fault of [...faults].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept.at(-1)
    if (last && fault.start <= last.end)
      kept[kept.length - 1] = { ...last, end: Math.max(last.end, fault.end) }
    else kept.push(fault)
  }
  return kept
}
