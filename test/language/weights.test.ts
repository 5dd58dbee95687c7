import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { corpusDigest } from '../../scripts/corpus.ts'
import { namesDigest } from '../../scripts/fit-names.ts'
import { findingsDigest } from '../../scripts/reply-corpus.ts'
import { featuresOf } from '../../src/language/features.ts'
import { type Example, learn } from '../../src/language/learn.ts'
import { probabilities } from '../../src/language/model.ts'
import {
  loadModels,
  type ModelCard,
  modelNames,
  modelOf,
  packed,
  readWeights,
  weightsFolder,
} from '../../src/language/weights.ts'

const written = JSON.parse(readFileSync(new URL('models.json', weightsFolder), 'utf8')) as {
  corpus: string
  models: Record<string, ModelCard>
}

test('the committed weights were made from the committed corpus, words and code: else run npm run train', () => {
  expect(written.corpus).toBe(corpusDigest())
})

test('what is known of names was made from the committed corpus, and is whole', () => {
  const { corpus, models } = JSON.parse(readFileSync(new URL('names.json', weightsFolder), 'utf8')) as {
    corpus: string
    models: { name: ModelCard }
  }
  expect(corpus).toBe(namesDigest())
  expect(createHash('sha256').update(readWeights('name')).digest('hex')).toBe(models.name.sha256)
})

test('what the reply check learned was made from the committed corpus, and is whole', () => {
  const { corpus, models } = JSON.parse(readFileSync(new URL('findings.json', weightsFolder), 'utf8')) as {
    corpus: string
    models: Record<string, ModelCard>
  }
  expect(corpus).toBe(findingsDigest())
  for (const [name, { sha256 }] of Object.entries(models))
    expect(
      createHash('sha256')
        .update(readWeights(`findings-${name}`))
        .digest('hex'),
    ).toBe(sha256)
})

test('the weights are whole and small', () => {
  for (const name of modelNames)
    expect(createHash('sha256').update(readWeights(name)).digest('hex')).toBe(written.models[name]?.sha256)
  let bytes = 0
  for (const file of readdirSync(weightsFolder)) bytes += statSync(new URL(file, weightsFolder)).size
  expect(bytes).toBeLessThan(3 * 1024 * 1024)
})

test('packing loses nothing that weighs', () => {
  const { category } = loadModels()
  const card: ModelCard = {
    ...category,
    labels: [...category.labels],
    scale: [...category.scale],
    bias: [...category.bias],
    sha256: '',
  }
  expect(modelOf(card, packed(category))).toMatchObject({ rows: category.rows, weights: category.weights })
})

const examples: Example[] = ['退款', '退货', '想退', '发货', '快递', '物流'].flatMap((text, index) =>
  ['', '吗', '了'].map((end) => ({ features: featuresOf(text + end), label: index < 3 ? 'return' : 'ship' })),
)
const recipe = { rounds: 10, rate: 0.1, decay: 1e-4, balance: 0 }

test('the same examples give the same bytes', () => {
  const [one, other] = [
    learn(examples, ['return', 'ship'], recipe),
    learn(examples, ['return', 'ship'], recipe),
  ]
  expect(one).toEqual(other)
  const [first = 0, second = 0] = probabilities(one, featuresOf('我要退款'))
  expect(first).toBeGreaterThan(second)
})
