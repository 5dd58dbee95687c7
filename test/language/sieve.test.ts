import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { feelingPatterns } from '../../src/language/feeling-patterns.ts'
import { normalise } from '../../src/language/normalise.ts'
import { createSieve } from '../../src/language/sieve.ts'

const complaints = new URL('../../src/language/corpus/messages/service_complaint.jsonl', import.meta.url)
const texts = readFileSync(complaints, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => normalise(JSON.parse(line).text))

it('lets through what fits, in order', () => {
  const sieve = createSieve(feelingPatterns)
  for (const text of ['', ...texts]) {
    const fitting = feelingPatterns.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)
    expect(sieve.all(text)).toEqual(fitting)
    expect(sieve.first(text)).toBe(fitting[0])
  }
})

it('reaches the last of more patterns than a word has bits', () => {
  const shapes = Array.from({ length: 70 }, (_, at) => [at, new RegExp(`第${at}个`)] as const)
  const sieve = createSieve(shapes)
  for (const at of [0, 31, 32, 63, 64, 69]) expect(sieve.all(`第${at}个`)).toEqual([at])
  expect(sieve.all('第31个第32个第69个')).toEqual([31, 32, 69])
  expect(sieve.first('第70个')).toBeUndefined()
})

it('knows nothing of the text before', () => {
  const sieve = createSieve([['back', /退/]])
  expect(sieve.all('退货')).toEqual(['back'])
  expect(sieve.all('换货')).toEqual([])
})
