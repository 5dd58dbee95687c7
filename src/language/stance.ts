import { answerTo } from './answer.ts'
import { tagsOf } from './answer-tags.ts'
import type { Marks } from './features.ts'
import { askedBy } from './question.ts'
import { verdictOf } from './verdict.ts'

/** What each kind of sign weighs; chosen by cross-validation. */
const weight = {
  kind: 0.4,
  trait: 0.5,
  stand: 0.4,
  cue: 0.4,
  standBoth: 0.3,
  cueBoth: 0.2,
  tags: 1,
  ends: 0.2,
  whole: 0.3,
  verdict: 0.5,
  verdictKind: 1,
}
/** An answer of no more characters than this says only what the question makes of it. */
const bareLength = 6

/** What the agent asked or did, by name, and how much each name counts. */
type Kinds = readonly (readonly [name: string, part: number])[]

/** Marks of how a normalised answer stands to what the agent asked or did: yes, no, solved, not, and beside what. */
export function addStance(marks: Marks, text: string, said: string): void {
  const asked = askedBy(said)
  const { stands, cues } = answerTo(text, said, asked)
  const broad = asked.kind.includes('-') ? [asked.kind.slice(0, asked.kind.indexOf('-'))] : []
  const kinds: Kinds = [
    ...[asked.kind, ...broad].map((name) => [name, 1] as const),
    ...Array.from(asked.traits, (trait) => [`+${trait}`, weight.trait] as const),
  ]
  for (const [kind] of kinds) marks.set(`k:${kind}`, weight.kind)
  addTags(marks, tagsOf(text, said), kinds)
  addVerdict(marks, { text, kind: asked.kind, verdict: verdictOf(text, said, asked) })
  for (const stand of stands) marks.set(`t:${stand}`, weight.stand)
  for (const cue of cues) marks.set(`u:${cue}`, weight.cue)
  for (const [kind, part] of kinds) {
    for (const stand of stands) marks.set(`${kind}*${stand}`, weight.standBoth * part)
    for (const cue of cues) marks.set(`${kind}*${cue}`, weight.cueBoth * part)
  }
}

/** The answer as a row of kinds of words: its runs of one to three, its beginning and its end, each beside the question. */
function addTags(marks: Marks, found: readonly string[], kinds: Kinds): void {
  const tags = ['^', ...found, '$']
  const size = weight.tags / Math.sqrt(tags.length)
  for (let length = 1; length <= 3; length++)
    for (let at = 0; at + length <= tags.length; at++)
      marks.set(`T:${tags.slice(at, at + length).join(' ')}`, size)
  const head = tags.slice(1, 3).join(' ')
  const tail = tags.slice(-3, -1).join(' ')
  for (const [kind, part] of kinds) {
    marks.set(`${kind}*h:${head}`, weight.ends * part)
    marks.set(`${kind}*t:${tail}`, weight.ends * part)
    if (tags.length < 7) marks.set(`${kind}*w:${found.join(' ')}`, weight.whole * part)
  }
}

interface Judged {
  text: string
  kind: string
  verdict: { state: number; plan: number }
}

/** Whether all in all it sounds solved or not, agreed or not. */
function addVerdict(marks: Marks, { text, kind, verdict }: Judged): void {
  const state = bucket(verdict.state)
  const plan = bucket(verdict.plan)
  const stateKind = kind.startsWith('state') ? 'state' : deed.test(kind) ? 'deed' : 'other'
  const planKind = planned.test(kind) ? 'plan' : 'other'
  marks.set(`vs:${state}`, weight.verdict)
  marks.set(`vp:${plan}`, weight.verdict)
  marks.set(`vs:${stateKind}${state}`, weight.verdictKind)
  marks.set(`vp:${planKind}${plan}`, weight.verdictKind)
  marks.set(`vs:${kind}${state}`, weight.verdict)
  marks.set(`vp:${kind}${plan}`, weight.verdict)
  if (text.replace(/[\s\p{P}\p{S}]/gu, '').length > bareLength) return
  marks.set(`vs!${stateKind}${state}`, weight.verdictKind)
  marks.set(`vp!${planKind}${plan}`, weight.verdictKind)
}

const deed = /^(?:done|verify|instruct|how|closing)$/
const planned = /^(?:tag|offer|check|instruct|told)$/

const bucket = (votes: number): string =>
  votes === 0 ? '0' : `${votes > 0 ? '+' : '-'}${Math.abs(votes) >= 2 ? 2 : 1}`
