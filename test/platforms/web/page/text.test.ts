import { describe, expect, test } from 'vitest'
import { type Texts, textAt } from '../../../../src/platforms/web/page/text.ts'
import { pageTexts } from './reader.ts'

describe('a text', () => {
  const texts = {
    act: { send: '发送' },
    file: { tooMany: '最多 {{max}} 个，{{max}} 个以上分开发', odd: '{{toString}}' },
  }

  test.each([
    ['act.send', {}, '发送'],
    ['file.tooMany', { max: 6 }, '最多 6 个，6 个以上分开发'],
    // A value that looks like a slot is what somebody typed: it is not filled again.
    ['file.tooMany', { max: '{{max}}$&' }, '最多 {{max}}$& 个，{{max}}$& 个以上分开发'],
    ['act.none', {}, 'act.none'],
    ['act', {}, 'act'],
    ['act.send.more', {}, 'act.send.more'],
    ['', {}, ''],
  ])('%s with %j is %s', (key, values, text) => {
    expect(textAt(texts, key, values)).toBe(text)
  })
})

describe('the page texts', () => {
  const paths = (texts: Texts, before = ''): [string, string[]][] =>
    Object.entries(texts).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [
            [
              before + name,
              [...value.matchAll(/\{\{(\w+)\}\}/g)].map((slot) => slot[1] ?? '').toSorted(),
            ] as [string, string[]],
          ]
        : paths(value, `${before}${name}.`),
    )

  test('have the same keys and slots in both languages', () => {
    expect(Object.fromEntries(paths(pageTexts('en')))).toEqual(Object.fromEntries(paths(pageTexts('zh-CN'))))
  })

  test('promise nothing vague to anybody', () => {
    const words = JSON.stringify(pageTexts('zh-CN'))
    expect(words.match(/尽快|大概|应该是|马上就好|亲，/g)).toBeNull()
  })
})
