import type { Fields } from './shapes.ts'

/** How an answer goes wrong. In `lost` and `slow` the call is carried out; in the others it is not. */
export type Wrong =
  | { does: 'lost' }
  | { does: 'slow'; ms: number }
  | { does: 'status'; status: number }
  | { does: 'html' }
  | { does: 'reset' }
  | { does: 'ratelimited'; retryAfter: number }
  | { does: 'refused'; error: string; more?: Fields }

/** Which calls go wrong: of one method or of all; the first, the nth ones, or every nth; counted from now. */
export type Fault = Wrong & {
  method?: string
  calls?: number[]
  every?: number
  /** Only calls with such fields are counted. */
  where?: (fields: Fields) => boolean
}

export interface Faults {
  /** From now on calls go wrong so; without `calls` and `every` only the next one. The answer ends it. */
  add(fault: Fault): () => void
  /** What is wrong with this call, if anything; counts it. */
  of(method: string, fields: Fields): Wrong | undefined
}

export function createFaults(): Faults {
  let rules: { fault: Fault; seen: number }[] = []
  return {
    add(fault) {
      const rule = { fault, seen: 0 }
      rules.push(rule)
      return () => {
        rules = rules.filter((other) => other !== rule)
      }
    },
    of(method, fields) {
      let wrong: Wrong | undefined
      for (const rule of rules) {
        const { fault } = rule
        if (fault.method !== undefined && fault.method !== method) continue
        if (fault.where && !fault.where(fields)) continue
        rule.seen += 1
        const hit = fault.every ? rule.seen % fault.every === 0 : (fault.calls ?? [1]).includes(rule.seen)
        if (hit && !wrong) wrong = fault
      }
      return wrong
    },
  }
}
