import { agentActs } from './agent-acts.ts'
import { answerTo } from './answer.ts'
import { conceptsIn } from './concepts.ts'
import { type Features, featuresOf, type Marks, withMarks } from './features.ts'
import { tagsOf } from './answer-tags.ts'
import { verdictOf } from './verdict.ts'
import { askedBy } from './question.ts'

const E = (k: string, d: number) => +(process.env['W_' + k] ?? d)
/** What each kind of feature weighs; chosen by cross-validation. */
const weight = {
  act: E('act', 0.4),
  both: E('both', 0.3),
  echo: 0.2,
  said: E('said', 2),
  kind: E('kind', 0.4),
  stand: E('stand', 0.4),
  cue: E('cue', 0.4),
  standBoth: E('sb', 0.3),
  cueBoth: E('cb', 0.2),
}

/** A normalised answer together with the agent's words before it: 可以 after a proposal is another 可以 than after a question. */
export function answerFeatures(text: string, said: string): Features {
  const base = featuresOf(text)
  if (said === '') return base
  const marks: Marks = new Map()
  addSaid(marks, said)
  const answer = new Set(conceptsIn(text).map(({ name }) => name))
  const opening = text.slice(0, 2)
  for (const act of agentActs(said)) {
    marks.set(`a:${act}`, weight.act)
    marks.set(`o:${act}+${opening}`, weight.both)
    for (const name of answer) marks.set(`b:${act}+${name}`, weight.both)
  }
  for (const group of groupsOf(lastClause(said))) marks.set(`q:${group}`, weight.both)
  marks.set(`s:echo${Math.min(3, Math.floor(echo(said, text) * 4))}`, weight.echo)
  addStance(marks, text, said)
  return withMarks(base, marks)
}

function addTags(marks: Marks, text: string, said: string, kinds: readonly [string, number][]): void {
  const tags = ['^', ...tagsOf(text, said), '$']
  const size = E('tag',1)/Math.sqrt(tags.length)
  for (let n = 1; n <= 3; n++) for (let at = 0; at + n <= tags.length; at++) marks.set('T:' + tags.slice(at, at + n).join(' '), size)
  const head = tags.slice(1, 3).join(' '), tail = tags.slice(-3, -1).join(' '), whole = tags.slice(1,-1).join(' ')
  for (const [kind,part] of kinds) { marks.set(`${kind}*h:${head}`, E('th',0.2)*part); marks.set(`${kind}*t:${tail}`, E('th',0.2)*part); if (tags.length < 7) marks.set(`${kind}*w:${whole}`, E('tw',0.3)*part) }
}

function addStance(marks: Marks, text: string, said: string): void {
  const asked = askedBy(said)
  const { stands, cues } = answerTo(text, said, asked)
  const kinds: [string, number][] = [[asked.kind, 1]]
  if (asked.kind.includes('-')) kinds.push([asked.kind.slice(0, asked.kind.indexOf('-')), 1])
  for (const one of asked.traits) kinds.push(['+' + one, E('tr', 0.5)])
  for (const [kind] of kinds) marks.set(`k:${kind}`, weight.kind)
  addTags(marks, text, said, kinds)
  const v = verdictOf(text, said, asked)
  const bucket = (n: number): string => (n === 0 ? '0' : `${n > 0 ? '+' : '-'}${Math.abs(n) >= 2 ? 2 : 1}`)
  const stateKind = /^state/.test(asked.kind) ? 'state' : /^(?:done|verify|instruct|how|closing)$/.test(asked.kind) ? 'deed' : 'other'
  const planKind = /^(?:tag|offer|check|instruct|told)$/.test(asked.kind) ? 'plan' : 'other'
  marks.set(`vs:${bucket(v.state)}`, E('v', 0.5))
  marks.set(`vp:${bucket(v.plan)}`, E('v', 0.5))
  marks.set(`vs:${stateKind}${bucket(v.state)}`, E('vk', 1))
  marks.set(`vp:${planKind}${bucket(v.plan)}`, E('vk', 1))
  marks.set(`vs:${asked.kind}${bucket(v.state)}`, E('v', 0.5))
  marks.set(`vp:${asked.kind}${bucket(v.plan)}`, E('v', 0.5))
  const bare = text.replace(/[\s\p{P}\p{S}]/gu, '').length
  if (bare <= 6) { marks.set(`vs!${stateKind}${bucket(v.state)}`, E('vb', 1)); marks.set(`vp!${planKind}${bucket(v.plan)}`, E('vb', 1)) }
  for (const stand of stands) marks.set(`t:${stand}`, weight.stand)
  for (const cue of cues) marks.set(`u:${cue}`, weight.cue)
  for (const [kind, part] of kinds) {
    for (const stand of stands) marks.set(`${kind}*${stand}`, weight.standBoth*part)
    for (const cue of cues) marks.set(`${kind}*${cue}`, weight.cueBoth*part)
  }
}

/** The characters of the agent's last words, in runs of one to three. */
function addSaid(marks: Marks, said: string): void {
  const end = said.slice(-60)
  const grams = new Set<string>()
  for (let length = 1; length <= 3; length++)
    for (let start = 0; start + length <= end.length; start++) grams.add(end.slice(start, start + length))
  for (const gram of grams) marks.set(`said:${gram}`, weight.said / Math.sqrt(grams.size))
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
