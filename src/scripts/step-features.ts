import { agentActs } from '../language/agent-acts.ts'
import { answerFeatures } from '../language/answer-features.ts'
import { bearingOf, wantsIn } from '../language/bearing.ts'
import { type Marks, withMarks } from '../language/features.ts'
import { type Features, joined, placeOf } from '../language/gather.ts'
import { normalise } from '../language/normalise.ts'
import type { Need } from '../playbook/playbook.ts'
import type { Heard } from './listen.ts'

const weight = {
  base: 0.4,
  intent: 0.6,
  act: 0.4,
  count: 0.3,
  missing: 0.8,
  category: 0.4,
  both: 0.5,
  want: 0.6,
  pair: 0.4,
  earlier: 0.3,
  end: 2,
}

/** How far a talk has come. */
export type TalkSoFar = Pick<
  Heard,
  'facts' | 'before' | 'priority' | 'text' | 'agentSaid' | 'ever' | 'count'
> & { understanding: Pick<Heard['understanding'], 'category' | 'otherCategory' | 'intent'> }

/** What tells which of the six steps comes next: the last words and the agent's before them, and how far the talk has come. */
export function stepFeatures(talk: TalkSoFar, missing: readonly Need[]): Features {
  const { understanding, ever, count, agentSaid, text, priority } = talk
  const marks: Marks = new Map()
  const lack = missing.length === 0 ? 'none' : missing.length === 1 ? 'one' : 'some'
  marks.set(`step.intent:${understanding.intent}`, weight.intent)
  marks.set(`step.category:${understanding.category}`, weight.category)
  marks.set(`step.missing:${lack}`, weight.missing)
  marks.set(`step.count:${Math.min(4, count)}`, weight.count)
  marks.set(`step.priority:${priority}`, weight.category)
  marks.set(`step.unclear:${understanding.otherCategory !== undefined}`, weight.count)
  marks.set(`step.both:${understanding.category}+${lack}`, weight.both)
  marks.set(`step.turn:${understanding.intent}+${Math.min(3, count)}`, weight.both)
  if (agentSaid === '') marks.set('step.first', weight.intent)
  for (const act of ever) marks.set(`step.ever:${act}`, weight.act)
  addBearing(marks, talk, lack)
  addBefore(marks, talk, lack)
  addEarlier(marks, talk)
  const plain = normalise(text)
  const base = joined(answerFeatures(plain, normalise(agentSaid)), endFeatures(plain))
  return withMarks(base, marks, weight.base)
}

function addBefore(marks: Marks, { agentSaid, understanding }: TalkSoFar, lack: string): void {
  for (const act of agentActs(agentSaid)) {
    marks.set(`step.before:${act}`, weight.act)
    marks.set(`step.answer:${act}+${understanding.intent}`, weight.pair)
    marks.set(`step.lack:${act}+${lack}`, weight.pair)
  }
}

function addBearing(marks: Marks, { text, agentSaid, understanding, facts }: TalkSoFar, lack: string): void {
  const { wants, did, answer } = bearingOf(normalise(text), normalise(agentSaid))
  const first = agentSaid === '' ? 'first' : 'later'
  const length = Math.min(6, Math.floor(Math.log2(text.length + 1)))
  marks.set(`step.length:${first}+${length}`, weight.pair)
  marks.set(`step.answered:${answer}`, weight.both)
  marks.set(`step.answered:${answer}+${lack}`, weight.both)
  marks.set(`step.told:${Math.min(4, Object.keys(facts).length)}`, weight.both)
  if (wants.length === 0) wants.push('nothing')
  for (const want of wants) {
    marks.set(`step.want:${want}`, weight.want)
    marks.set(`step.want:${want}+${first}+${lack}`, weight.pair)
    marks.set(`step.want:${want}+${understanding.category}`, weight.pair)
    for (const deed of did) marks.set(`step.pair:${deed}+${want}`, weight.pair)
  }
  for (const deed of did) {
    marks.set(`step.did:${deed}`, weight.want)
    marks.set(`step.did:${deed}+${lack}`, weight.pair)
    marks.set(`step.did:${deed}+${understanding.intent}`, weight.pair)
  }
}

/** What the customer had said before: a symptom, a plain demand, a question. */
function addEarlier(marks: Marks, { before }: TalkSoFar): void {
  if (before === '') return
  for (const want of wantsIn(normalise(before))) marks.set(`step.earlier:${want}`, weight.earlier)
}

/** So many characters end a message. */
const endLength = 12

/** The last characters, in runs of one to three: where two steps fit, the later words decide. */
function endFeatures(text: string): Features {
  const end = text.slice(-endLength)
  const runs = new Set<string>()
  for (let length = 1; length <= 3; length++)
    for (let start = 0; start + length <= end.length; start++) runs.add(end.slice(start, start + length))
  return {
    at: Uint32Array.from(runs, (run) => placeOf('#end:', run)),
    value: new Float32Array(runs.size).fill(weight.end / Math.sqrt(Math.max(1, runs.size))),
  }
}
