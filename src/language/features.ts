import { type Concept, conceptsIn } from './concepts.ts'
import { type DangerSign, dangerSigns } from './danger.ts'

/** A message as a sparse vector: hashed places and what stands there. */
export interface Features {
  at: Uint32Array
  value: Float32Array
}

/** Further signs by name, with what each weighs. */
export type Marks = Map<string, number>

export const featureBits = 18
const mask = (1 << featureBits) - 1

/** What each kind of feature weighs; chosen by cross-validation over styles. */
const weight = {
  grams: 3,
  concept: 0.4,
  group: 0.3,
  asked: 0.3,
  last: 0.2,
  more: 0.2,
  entry: 0.15,
  both: 0.3,
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
export function featuresOf(text: string): Features {
  const grams = new Set<number>()
  addGrams(grams, text)
  const marks = new Map<number, number>()
  addConcepts(marks, text)
  for (const sign of dangerSigns(text)) addDanger(marks, sign)
  addShape(marks, text)
  return joined(grams, marks)
}

/** The same message with signs that matter to one model only. */
export function withMarks({ at, value }: Features, marks: Marks): Features {
  const places = new Uint32Array(at.length + marks.size)
  const values = new Float32Array(places.length)
  places.set(at)
  values.set(value)
  let next = at.length
  for (const [name, size] of marks) {
    places[next] = hash('#', name, 0, name.length)
    values[next++] = size
  }
  return { at: places, value: values }
}

/** Runs of one to three characters; a Latin word or a number is one character of them. */
function addGrams(grams: Set<number>, text: string): void {
  const plain = text.replace(latinWord, (word) => {
    grams.add(hash('latin', word, 0, word.length))
    return '@'
  })
  const framed = `^${plain.replace(/\d+/g, (digits) => (digits === '12315' ? digits : '0'))}$`
  for (let length = 1; length <= 3; length++)
    for (let start = 0; start + length <= framed.length; start++)
      grams.add(hash('', framed, start, start + length))
}

function addConcepts(marks: Map<number, number>, text: string): void {
  const clauses = clausesOf(text)
  const counts = new Map<string, number>()
  for (const concept of conceptsIn(text)) {
    if (disclaimer.test(text.slice(Math.max(0, concept.start - 6), concept.start))) {
      set(marks, `x:${concept.name}`, weight.concept)
      continue
    }
    const many = (counts.get(concept.name) ?? 0) + 1
    counts.set(concept.name, many)
    addConcept(marks, concept, clauses.at(concept.start))
    if (many > 1 && many < 5) set(marks, `n:${concept.name}${many}`, weight.more)
  }
  const groups = new Set(
    [...counts.keys()].map((name) => name.slice(0, name.indexOf('.'))).filter((group) => !neutral.has(group)),
  )
  set(marks, `s:groups${Math.min(4, groups.size)}`, weight.shape)
}

function addConcept(marks: Map<number, number>, concept: Concept, clause: Clause): void {
  const { name, entry, slip } = concept
  const part = !slip ? 1 : entry.length > 2 ? slipFactor.long : slipFactor.short
  set(marks, `c:${name}`, weight.concept * part)
  set(marks, `g:${name.slice(0, name.indexOf('.'))}`, weight.group * part)
  set(marks, `w:${entry}`, weight.entry * part)
  if (clause.asks) set(marks, `r:${name}`, weight.asked * part)
  if (clause.last) set(marks, `e:${name}`, weight.last * part)
}

interface Clause {
  asks: boolean
  last: boolean
}

/** Of every place in the text, whether its clause asks for something and whether it is the last. */
function clausesOf(text: string): { at: (place: number) => Clause } {
  const ends: { end: number; asks: boolean }[] = []
  for (const match of text.matchAll(clausePattern))
    if (match[0] !== '') ends.push({ end: match.index + match[0].length, asks: asking.test(match[0]) })
  return {
    at: (place) => {
      const index = ends.findIndex(({ end }) => place < end)
      return { asks: ends[index]?.asks ?? false, last: ends.length > 1 && index === ends.length - 1 }
    },
  }
}

function addDanger(marks: Map<number, number>, sign: DangerSign): void {
  const state = sign.guard ?? (sign.strong ? 'strong' : 'weak')
  set(marks, `d:${state}`, weight.concept)
  set(marks, `d:${sign.kind}:${sign.guard ? 'guarded' : state}`, weight.concept / 2)
}

function addShape(marks: Map<number, number>, text: string): void {
  set(marks, `s:length${Math.min(7, Math.floor(Math.log2(text.length + 1)))}`, weight.shape)
  if (/[?？]/.test(text)) set(marks, 's:question', weight.shape)
  if (/[!！]/.test(text)) set(marks, 's:exclamation', weight.shape)
  if (/[!！?？]{2}/.test(text)) set(marks, 's:loud', weight.shape)
}

/** The greatest value of a mark counts: a word in full beats its homophone. */
function set(marks: Map<number, number>, name: string, value: number): void {
  const place = hash('#', name, 0, name.length)
  if ((marks.get(place) ?? 0) < value) marks.set(place, value)
}

function joined(grams: Set<number>, marks: Map<number, number>): Features {
  const at = new Uint32Array(grams.size + marks.size)
  const value = new Float32Array(at.length)
  const gram = grams.size === 0 ? 0 : weight.grams / Math.sqrt(grams.size)
  let next = 0
  for (const place of grams) {
    at[next] = place
    value[next++] = gram
  }
  for (const [place, size] of marks) {
    at[next] = place
    value[next++] = size
  }
  return { at, value }
}

/** FNV-1a with a final mix, of prefix + text[start, end). */
function hash(prefix: string, text: string, start: number, end: number): number {
  let h = 2166136261
  for (let at = 0; at < prefix.length; at++) h = Math.imul(h ^ prefix.charCodeAt(at), 16777619)
  for (let at = start; at < end; at++) h = Math.imul(h ^ text.charCodeAt(at), 16777619)
  h = Math.imul(h ^ (h >>> 15), 2246822507)
  return (h ^ (h >>> 13)) & mask
}
