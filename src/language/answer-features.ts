import { agentActs } from './agent-acts.ts'
import { conceptsIn } from './concepts.ts'
import { featuresOf, type Marks, type Signs, signsIn, withMarks } from './features.ts'
import { type Features, joined, placeOf } from './gather.ts'
import { addStance } from './stance.ts'

/** What each kind of feature weighs; chosen by cross-validation. */
const weight = { act: 0.4, both: 0.3, echo: 0.2, said: 2 }

/** A normalised answer together with the agent's words before it: 可以 after a proposal is another 可以 than after a question. */
export function answerFeatures(
  text: string,
  said: string,
  { signs = signsIn(text), base = featuresOf(text, signs) }: { signs?: Signs; base?: Features } = {},
): Features {
  if (said === '') return base
  const marks: Marks = new Map()
  const answer = new Set(signs.concepts.map(({ name }) => name))
  const opening = text.slice(0, 2)
  for (const act of agentActs(said)) {
    marks.set(`a:${act}`, weight.act)
    marks.set(`o:${act}+${opening}`, weight.both)
    for (const name of answer) marks.set(`b:${act}+${name}`, weight.both)
  }
  for (const group of groupsOf(lastClause(said))) marks.set(`q:${group}`, weight.both)
  marks.set(`s:echo${Math.min(3, Math.floor(echo(said, text) * 4))}`, weight.echo)
  addStance(marks, text, said)
  return withMarks(joined(base, saidFeatures(said)), marks)
}

/** The characters of the agent's last words, in runs of one to three. */
function saidFeatures(said: string): Features {
  const end = said.slice(-60)
  const grams = new Set<string>()
  for (let length = 1; length <= 3; length++)
    for (let start = 0; start + length <= end.length; start++) grams.add(end.slice(start, start + length))
  return {
    at: Uint32Array.from(grams, (gram) => placeOf('#said:', gram)),
    value: new Float32Array(grams.size).fill(weight.said / Math.sqrt(grams.size)),
  }
}

const groupsOf = (text: string): Set<string> =>
  new Set(conceptsIn(text).map(({ name }) => name.slice(0, name.indexOf('.'))))

/** What the agent asked last is what a short answer answers. */
const lastClause = (said: string): string =>
  said.split(/[。！!；;\n]/).findLast((clause) => clause.trim().length > 1) ?? said

/** The share of the answer's character pairs that the agent had just used. */
function echo(said: string, text: string): number {
  let both = 0
  for (let at = 0; at + 2 <= text.length; at++) if (said.includes(text.slice(at, at + 2))) both++
  return text.length < 2 ? 0 : both / (text.length - 1)
}
