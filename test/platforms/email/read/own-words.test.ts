import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newWords } from '../../../../src/platforms/email/read/new-words.ts'
import { repliesByClient } from './replies-by-client.ts'
import { repliesMixed, whole } from './replies-mixed.ts'

const corpus = path.resolve(import.meta.dirname, '../../../../src/language/corpus/messages')

/** What customers write, of every kind: thousands of messages. */
const messages = readdirSync(corpus)
  .flatMap((file) => readFileSync(path.join(corpus, file), 'utf8').split('\n'))
  .filter((line) => line !== '')
  .map((line): string => (JSON.parse(line) as { text: string }).text.trim())

test('no message of the corpus loses a word, alone or above its history', () => {
  expect(messages.length).toBeGreaterThan(5000)
  const history = '\n\n发自我的iPhone\n\n------------------ 原始邮件 ------------------\n发件人: x\n\n旧'
  const hurt = messages.filter(
    (text) =>
      newWords(text, { subject: '问题' }) !== text ||
      newWords(text + history, { subject: '回复：x' }) !== text,
  )
  expect(hurt).toEqual([])
})

test('whatever is put together: nothing is thrown, and nothing is said that was not written', () => {
  const lines = [...repliesByClient, ...repliesMixed, ...whole].flatMap(({ text }) => text.split('\n'))
  const mail = fc.array(fc.oneof(fc.constantFrom(...lines), fc.string()), { maxLength: 60 })
  const subject = fc.constantFrom(undefined, '问题', 'Re: x', '转发：x')
  fc.assert(
    fc.property(mail, subject, (written, subject) => {
      const text = written.join('\n').replace(/&(?:nbsp|gt|lt|quot);/g, '')
      const letters = text.replace(/[\s\u200b\ufeff\ufffc]/g, '')
      for (const line of newWords(text, { subject }).split('\n'))
        expect(letters).toContain(line.replace(/\s/g, ''))
    }),
    { numRuns: 1000 },
  )
})
