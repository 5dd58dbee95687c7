import { answerFeatures } from '../src/language/answer-features.ts'
import { calibrated } from '../src/language/calibrate.ts'
import { moodFeatures } from '../src/language/feeling-features.ts'
import type { Features } from '../src/language/gather.ts'
import { type Example, learn, type Recipe } from '../src/language/learn.ts'
import type { Model } from '../src/language/model.ts'
import { normalise } from '../src/language/normalise.ts'
import { toneFeatures } from '../src/language/tone-features.ts'
import { matterFeatures, talkFeatures } from '../src/language/topic.ts'
import type { Models, Understanders } from '../src/language/weights.ts'
import { loadPlaybook } from '../src/playbook/load.ts'
import { emotions, intents, steps, tones } from '../src/playbook/playbook.ts'
import { needStates, stillMissing } from '../src/scripts/conversation.ts'
import { type Heard, listen, talkOf } from '../src/scripts/listen.ts'
import { needFeatures } from '../src/scripts/need-features.ts'
import { stepFeatures } from '../src/scripts/step-features.ts'
import { type ConversationLine, type Line, readLabelled, styleGroups } from './corpus.ts'

/** A line that a model learns from: its style decides in which fold it is left out. */
type Styled = Example & { style: string }

const recipes: Record<keyof Models, Recipe> = {
  category: { rounds: 17, rate: 0.1, decay: 1e-4, balance: 0, content: 0.024 },
  urgency: { rounds: 17, rate: 0.1, decay: 1e-4, balance: 0, content: 0.02 },
  emotion: { rounds: 17, rate: 0.1, decay: 1e-4, balance: 0.4, content: 0.03 },
  intent: { rounds: 20, rate: 0.1, decay: 1e-4, balance: 0, content: 0.02 },
  step: { rounds: 45, rate: 0.1, decay: 1e-4, balance: 1, rare: 1, content: 0.02 },
  tone: { rounds: 15, rate: 0.1, decay: 1e-4, balance: 0.3, rare: 2, content: 0.02 },
  need: { rounds: 20, rate: 0.1, decay: 1e-4, balance: 0 },
}

const playbook = loadPlaybook()

/** Categories whose priority the category alone decides. */
const decided = new Set(['emergency', 'service_complaint', 'suggestion', 'other'])

/** The lines that are learned from; confidence need not be honest where only the likeliest label is judged. */
export interface Lessons {
  messages: readonly Line[]
  turns: readonly Line[]
  calibrate: boolean
}

/** Fits what understands a message; the same lines give the same bytes. */
export const fitUnderstanders = (lessons: Lessons): Understanders => ({
  category: fitCategory(lessons),
  ...fitManner(lessons),
})

/** What a message or a talk is about. */
export function fitCategory({ messages, calibrate }: Lessons): Model {
  const plain = messages.map((line) => ({ line, features: matterFeatures(line.text) }))
  // All that is said in a conversation tells what it is about, as a message of its own does.
  const talks = readLabelled<ConversationLine>('conversations').map(({ turns: talk, category, style }) => ({
    features: talkFeatures(talkOf(talk)),
    label: category,
    style,
  }))
  const categories = [...new Set(messages.map((line) => line.category ?? ''))].sort()
  return fitting(calibrate)('category', [...examplesOf(plain, 'category'), ...talks], categories)
}

/** Whether a message can wait, its mood, and what it means in a talk. */
export function fitManner({ messages, turns, calibrate }: Lessons): Omit<Understanders, 'category'> {
  const spoken = turns.map((line) => ({
    line,
    features: answerFeatures(normalise(line.text), normalise(line.said ?? '')),
  }))
  const plain = messages.map((line) => ({ line, features: matterFeatures(line.text) }))
  const open = plain.filter(({ line }) => !decided.has(line.category ?? ''))
  const urgency = examplesOf(open, 'priority').map((one) => ({
    ...one,
    label: one.label === 'urgent' || one.label === 'critical' ? 'urgent' : 'normal',
  }))
  const felt = [...messages, ...turns].map((line) => ({ line, features: moodFeatures(normalise(line.text)) }))
  const model = fitting(calibrate)
  return {
    urgency: model('urgency', urgency, ['normal', 'urgent']),
    emotion: model('emotion', examplesOf(felt, 'emotion'), [...emotions]),
    intent: model('intent', examplesOf(spoken, 'intent'), [...intents]),
  }
}

/** The step that the next reply of a talk serves, how it should speak, and which facts are missing. */
export function fitTalks(models: Understanders): Pick<Models, 'step' | 'tone' | 'need'> {
  const heard = readLabelled<ConversationLine>('conversations').map((line) => ({
    line,
    heard: listen(line.turns, { models, today: '2026-01-01' }),
  }))
  const told = heard.map(({ line: { step }, heard: talk }) => ({
    features: stepFeatures(talk, stillMissing(talk, playbook)),
    label: step,
  }))
  return {
    // Only the likeliest counts, and which side of a half a fact falls on: how sure they are need not be told.
    step: learn(told, [...steps], recipes.step),
    tone: learn(heard.map(toneExample(models)), [...tones], recipes.tone),
    need: learn(heard.flatMap(needExamples), ['known', 'missing'], recipes.need),
  }
}

interface Row {
  line: Line
  features: Features
}

const examplesOf = (rows: readonly Row[], key: 'category' | 'priority' | 'emotion' | 'intent'): Styled[] =>
  rows.flatMap(({ line, features }) => {
    const label = line[key]
    return label === undefined ? [] : [{ features, label, style: line.style }]
  })

const fitting =
  (calibrate: boolean) =>
  (name: keyof Models, rows: readonly Styled[], labels: readonly string[]): Model =>
    calibrate ? fitOne(name, rows, labels) : learn(rows, labels, recipes[name])

const toneExample =
  (models: Understanders) =>
  ({ line: { step, tone }, heard }: { line: ConversationLine; heard: Heard }): Example => {
    const { understanding, priority, text, before } = heard
    return {
      features: toneFeatures(models.emotion, { ...understanding, priority }, { text, before, step }),
      label: tone,
    }
  }

/** Whether each fact that the labelled category wants is missing. */
function needExamples({ line, heard }: { line: ConversationLine; heard: Heard }): Example[] {
  const about: Heard = {
    ...heard,
    understanding: { ...heard.understanding, category: line.category },
    priority: line.category === 'emergency' ? 'critical' : 'normal',
  }
  return needStates(about, playbook).map(([need, state]) => ({
    features: needFeatures(about, need, state),
    label: line.needs.includes(need) ? 'missing' : 'known',
  }))
}

function fitOne(name: keyof Models, examples: readonly Styled[], labels: readonly string[]): Model {
  // Two halves of the styles tell as much about confidence as four quarters, in half the time.
  const halves = [styleGroups.slice(0, 2), styleGroups.slice(2)].map((groups) => new Set(groups.flat()))
  const folds = halves.map((styles) => ({
    rest: examples.filter((one) => !styles.has(one.style)),
    judge: examples.filter((one) => styles.has(one.style)),
  }))
  return calibrated(examples, labels, { recipe: recipes[name], folds })
}
