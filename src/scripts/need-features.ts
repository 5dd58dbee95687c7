import { agentActs } from '../language/agent-acts.ts'
import { type Features, type Gathering, gathered } from '../language/gather.ts'
import { normalise } from '../language/normalise.ts'
import type { Need } from '../playbook/playbook.ts'
import type { Heard } from './listen.ts'

/** What the rules say of a fact: the customer told it, it must be known already, or neither. */
export type NeedState = 'told' | 'implied' | 'missing'

const weight = {
  need: 0.6,
  state: 1,
  category: 0.5,
  first: 0.5,
  intent: 0.4,
  act: 0.4,
  ever: 0.3,
  count: 0.4,
  runs: 1.5,
}
/** So many of the latest characters of either side tell whether a fact is known. */
const latest = { agent: 120, customer: 160 }

/** What tells whether a need of a category is still missing: the rules' word for it, and how the talk went. */
export function needFeatures(heard: Heard, need: Need, state: NeedState): Features {
  const { understanding, agentSaid, agentWords, ever, count, all } = heard
  const { category, intent } = understanding
  const first = agentSaid === '' ? 'first' : 'later'
  return gathered((into) => {
    const both = (name: string, size: number): void => {
      into.add('#need:', name, size)
      into.add(`#need:${need}:`, name, size)
    }
    both('any', weight.need)
    both(state, weight.state)
    both(`category:${category}`, weight.category)
    into.add('#need:category:', `${category}:${state}`, weight.category)
    both(first, weight.first)
    into.add('#need:', `${first}:${state}`, weight.first)
    into.add('#need:count:', `${Math.min(4, count)}:${state}`, weight.count)
    both(`intent:${intent}`, weight.intent)
    into.add('#need:intent:', `${intent}:${state}`, weight.intent)
    for (const act of ever) both(`ever:${act}`, weight.ever)
    for (const act of agentActs(agentSaid)) {
      both(`act:${act}`, weight.act)
      into.add('#need:act:', `${act}:${state}`, weight.act)
    }
    addRuns(into, ['#a:', `#a:${need}:`], normalise(agentWords).slice(-latest.agent))
    addRuns(into, ['#c:', `#c:${need}:`], normalise(all).slice(-latest.customer))
  })
}

/** Runs of one to three characters, under each of the prefixes: for every need, and for this one. */
function addRuns(into: Gathering, prefixes: readonly string[], text: string): void {
  const runs = new Set<string>()
  for (let length = 1; length <= 3; length++)
    for (let start = 0; start + length <= text.length; start++) runs.add(text.slice(start, start + length))
  const size = weight.runs / Math.sqrt(Math.max(1, runs.size))
  for (const prefix of prefixes) for (const run of runs) into.add(prefix, run, size)
}
