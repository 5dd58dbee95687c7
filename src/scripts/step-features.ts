import { agentActs } from '../language/agent-acts.ts'
import { answerFeatures } from '../language/answer-features.ts'
import { type Features, type Marks, withMarks } from '../language/features.ts'
import { normalise } from '../language/normalise.ts'
import type { Need } from '../playbook/playbook.ts'
import type { Heard } from './listen.ts'

const weight = { intent: 0.6, act: 0.4, count: 0.3, missing: 0.4, category: 0.4, both: 0.4 }

/** What tells which of the six steps comes next: the last words and the agent's before them, and how far the talk has come. */
export function stepFeatures(heard: Heard, missing: readonly Need[]): Features {
  const { understanding, ever, count, agentSaid, text, priority } = heard
  const marks: Marks = new Map()
  const lack = missing.length === 0 ? 'none' : missing.length === 1 ? 'one' : 'some'
  const before = agentActs(agentSaid)
  marks.set(`step.intent:${understanding.intent}`, weight.intent)
  marks.set(`step.category:${understanding.category}`, weight.category)
  marks.set(`step.missing:${lack}`, weight.missing)
  marks.set(`step.count:${Math.min(4, count)}`, weight.count)
  marks.set(`step.priority:${priority}`, weight.category)
  marks.set(`step.unclear:${understanding.confidence.category < 0.5}`, weight.count)
  marks.set(`step.both:${understanding.category}+${lack}`, weight.both)
  marks.set(`step.turn:${understanding.intent}+${Math.min(3, count)}`, weight.both)
  if (agentSaid === '') marks.set('step.first', weight.intent)
  for (const act of ever) marks.set(`step.ever:${act}`, weight.act)
  for (const act of before) {
    marks.set(`step.before:${act}`, weight.act)
    marks.set(`step.answer:${act}+${understanding.intent}`, weight.both)
    marks.set(`step.lack:${act}+${lack}`, weight.both)
  }
  return withMarks(answerFeatures(normalise(text), normalise(agentSaid)), marks)
}
