import { type Concept, conceptsIn } from './concepts.ts'
import { type DangerSign, dangerSigns } from './danger.ts'
import { type Features, type Gathering, gathered, placeOf } from './gather.ts'

/** What the words of a message are signs of; several questions are asked of them. */
export interface Signs {
  concepts: readonly Concept[]
  dangers: readonly DangerSign[]
}

/** The signs in a normalised message. */
export const signsIn = (text: string): Signs => ({ concepts: conceptsIn(text), dangers: dangerSigns(text) })

/** Further signs by name, with what each weighs. */
export type Marks = Map<string, number>

/** What each kind of feature weighs; chosen by cross-validation over styles. */
const weight = {
  grams: 3,
  concept: 0.4,
  group: 0.3,
  asked: 0.3,
  last: 0.2,
  more: 0.2,
  entry: 0.15,
  shape: 0.2,
}
/** Groups that go with any matter. */
const neutral = new Set([
  'yes',
  'no',
  'solved',
  'urge',
  'info',
  'human',
  'thanks',
  'turn',
  'thing',
  'mark',
  'press',
  'doubt',
  'please',
  'plight',
  'rage',
  'irony',
  'rhetoric',
  'down',
])
const slipFactor = { short: 0.3, long: 0.6 }

const latinWord = /[a-z][a-z'-]*/g
const clausePattern = /[^,，。.!！?？;；~\n]*[,，。.!！?？;；~\n]*/g
const asking =
  /[?？]|吗|呢|怎|如何|能不能|能否|可不可以|可以|请|麻烦|帮|想|我要|希望|建议|最好|求|行不|什么|多少|几|哪|谁|给我|要求|让|需要/
const disclaimer =
  /(?:不是要?|不是来|不是想|不是问|别给?我?|不用|不想|没打算|不打算|先不|不必|无需|不需要|不投|不办)[^,，。]{0,3}$/

/** Character n-grams, concepts, signs of danger and the shape of a normalised message. */
export const featuresOf = (text: string, { concepts, dangers }: Signs = signsIn(text)): Features =>
  gathered((into) => {
    addGrams(into, text)
    // A mark that meets a run of characters at its place stands beside it.
    into.part()
    addConcepts(into, text, concepts)
    for (const sign of dangers) addDanger(into, sign)
    addShape(into, text)
  })

/** The same message, what is known of it by a factor, with signs that matter to one model only. */
export function withMarks({ at, value }: Features, marks: Marks, factor = 1): Features {
  const places = new Uint32Array(at.length + marks.size)
  const values = new Float32Array(places.length)
  places.set(at)
  for (let index = 0; index < value.length; index++) values[index] = (value[index] ?? 0) * factor
  let next = at.length
  for (const [name, size] of marks) {
    places[next] = placeOf('#', name)
    values[next++] = size
  }
  return { at: places, value: values }
}

/** Runs of one to three characters; a Latin word or a number is one character of them. */
function addGrams(into: Gathering, text: string): void {
  const plain = text.replace(latinWord, (word) => {
    into.note(placeOf('latin', word))
    return '@'
  })
  into.noteRuns(`^${plain.replace(/\d+/g, (digits) => (digits === '12315' ? digits : '0'))}$`)
  into.share(weight.grams)
}

function addConcepts(into: Gathering, text: string, concepts: readonly Concept[]): void {
  const clauseAt = clausesOf(text)
  const counts = new Map<string, number>()
  for (const concept of concepts) {
    if (disclaimer.test(text.slice(Math.max(0, concept.start - 6), concept.start))) {
      into.add('#x:', concept.name, weight.concept)
      continue
    }
    const many = (counts.get(concept.name) ?? 0) + 1
    counts.set(concept.name, many)
    addConcept(into, concept, clauseAt(concept.start))
    if (many > 1 && many < 5) into.add('#n:', `${concept.name}${many}`, weight.more)
  }
  const groups = new Set(
    [...counts.keys()].map((name) => name.slice(0, name.indexOf('.'))).filter((group) => !neutral.has(group)),
  )
  into.add('#s:groups', String(Math.min(4, groups.size)), weight.shape)
}

function addConcept(into: Gathering, concept: Concept, clause: Clause): void {
  const { name, entry, slip } = concept
  const part = !slip ? 1 : entry.length > 2 ? slipFactor.long : slipFactor.short
  into.add('#c:', name, weight.concept * part)
  into.add('#g:', name.slice(0, name.indexOf('.')), weight.group * part)
  into.add('#w:', entry, weight.entry * part)
  if (clause.asks) into.add('#r:', name, weight.asked * part)
  if (clause.last) into.add('#e:', name, weight.last * part)
}

interface Clause {
  asks: boolean
  last: boolean
}

/** Of every place in the text, whether its clause asks for something and whether it is the last. */
function clausesOf(text: string): (place: number) => Clause {
  const clauses: Clause[] = []
  const clauseOf = new Uint16Array(text.length)
  for (const { 0: words, index } of text.matchAll(clausePattern)) {
    if (words === '') continue
    clauseOf.fill(clauses.length, index, index + words.length)
    clauses.push({ asks: asking.test(words), last: false })
  }
  const last = clauses.at(-1)
  if (last && clauses.length > 1) last.last = true
  return (place) => clauses[clauseOf[place] ?? 0] ?? { asks: false, last: false }
}

function addDanger(into: Gathering, sign: DangerSign): void {
  const state = sign.guard ?? (sign.strong ? 'strong' : 'weak')
  into.add('#d:', state, weight.concept)
  into.add('#d:', `${sign.kind}:${sign.guard ? 'guarded' : state}`, weight.concept / 2)
}

function addShape(into: Gathering, text: string): void {
  into.add('#s:length', String(Math.min(7, Math.floor(Math.log2(text.length + 1)))), weight.shape)
  if (/[?？]/.test(text)) into.add('#s:', 'question', weight.shape)
  if (/[!！]/.test(text)) into.add('#s:', 'exclamation', weight.shape)
  if (/[!！?？]{2}/.test(text)) into.add('#s:', 'loud', weight.shape)
}
