import { type FindingModels, loadFindingModels } from '../language/findings.ts'
import type { Emotion } from '../playbook/playbook.ts'
import { inReply } from './check/draft.ts'
import { type Fault, type FindingCode, findingCodes } from './check/finding.ts'
import { judge } from './check/judge.ts'
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
  /** Read off its words; otherwise it only resembles replies that were at fault. */
  certain: boolean
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

/**
 * From which share on a fault is shown: by itself, and beside another fault, where
 * the reply is held back anyway. Chosen by cross-validation, see scripts/check-figures.ts.
 */
const gates: Readonly<Record<FindingCode, { alone: number; beside: number }>> = {
  vague: { alone: 0.6, beside: 0.1 },
  denial: { alone: 0.2, beside: 0.12 },
  overpromise: { alone: 0.36, beside: 0.08 },
  rude: { alone: 0.28, beside: 0.18 },
  asks_secret: { alone: 0.2, beside: 0.2 },
  leaks_pii: { alone: 0.24, beside: 0.2 },
  jargon: { alone: 0.3, beside: 0.08 },
  no_empathy: { alone: 0.3, beside: 0.1 },
  no_next_step: { alone: 0.35, beside: 0.12 },
}

/** Longer than nearly any reply: a longer one is read passage by passage, each with a little of the one before. */
const passage = { length: 4000, overlap: 200 }

/** What is wrong with a reply before it is sent, by place. */
export function checkReply(reply: string, context: CheckContext): Finding[] {
  const models = loadFindingModels()
  const found: Finding[] = []
  for (let at = 0; at < reply.length; at += passage.length - passage.overlap) {
    const text = reply.slice(at, at + passage.length)
    if (text.trim() === '') continue
    // What a reply lacks is judged by its beginning; what it says, by all of it.
    const findings = checkReplyWith(models, text, at === 0 ? context : { ...context, emotion: 'calm' })
    for (const { start, end, ...finding } of findings) {
      const met = found.some((one) => one.code === finding.code && one.end > at + start)
      if (at === 0 || (finding.code !== 'no_next_step' && !met))
        found.push({ ...finding, start: at + start, end: at + end })
    }
  }
  return found
}

/** `checkReply` with models of one's own. */
export function checkReplyWith(models: FindingModels, reply: string, context: CheckContext): Finding[] {
  const { customer, authority, ownNumbers = [] } = context
  const reading = read(reply, customer, { ownNumbers, ...(authority ? { limit: authority.limit } : {}) })
  const judged = judge(models, reading, context)
  const passes = (code: FindingCode, gate: 'alone' | 'beside'): boolean =>
    judged[code].share >= gates[code][gate] || reading.faults[code].some(({ sure }) => sure)
  const first = findingCodes.filter((code) => passes(code, 'alone'))
  const shown =
    first.length === 0
      ? []
      : findingCodes.filter((code) => passes(code, first.some((one) => one !== code) ? 'beside' : 'alone'))
  return shown
    .flatMap((code) => {
      const found = reading.faults[code]
      const faults = found.length > 0 ? found : [{ ...judged[code].where, advice: code }]
      return merged(faults).map(({ start, end, advice, values }) => ({
        code,
        level: blocking.has(code) ? ('block' as const) : ('warn' as const),
        ...inReply(reading.draft, { start, end }),
        advice,
        ...(values ? { values } : {}),
        certain: found.length > 0,
      }))
    })
    .sort((one, other) => one.start - other.start)
}

/** Faults that overlap or touch are one, with the first one's advice or that which has values to tell. */
function merged(faults: readonly Fault[]): Fault[] {
  const kept: Fault[] = []
  for (const fault of [...faults].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept.at(-1)
    if (!last || fault.start > last.end) {
      kept.push(fault)
      continue
    }
    kept[kept.length - 1] = {
      ...(last.values ? last : { ...last, ...telling(fault) }),
      end: Math.max(last.end, fault.end),
    }
  }
  return kept
}

const telling = ({ advice, values }: Fault): Partial<Fault> => (values ? { advice, values } : {})
