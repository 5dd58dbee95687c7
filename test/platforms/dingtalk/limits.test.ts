import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTranslate } from '../../../src/lib/i18n.ts'
import type { Card } from '../../../src/platforms/card.ts'
import { chunksOf, mostCharacters, mostParamBytes } from '../../../src/platforms/dingtalk/write/chunks.ts'
import { cutLines, cutToBytes } from '../../../src/platforms/dingtalk/write/fit.ts'
import { harmless, plain } from '../../../src/platforms/dingtalk/write/harmless.ts'
import { ownCard } from '../../../src/platforms/dingtalk/write/own-card.ts'
import { mostValueBytes, publicCard } from '../../../src/platforms/dingtalk/write/public-card.ts'
import { textCard } from '../../../src/platforms/dingtalk/write/text-card.ts'

const reader = {
  translate: createTranslate(path.resolve(import.meta.dirname, '../../../locales')),
  locale: 'zh-CN' as const,
  publicUrl: 'https://desk.example.com',
}
const bytes = (text: string): number => Buffer.byteLength(text)
const alphabet = [
  ...'水漏到楼下了，。！？\n\n "\\\u0001*_[](){}<>!@#`~|ab1.-'.split(''),
  '👨‍👩‍👧‍👦',
  '\ud800',
  '退款',
  '\u202e',
  'dtmd://x',
]
const anyText = (most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...alphabet), { maxLength: most }).map((signs) => signs.join(''))

describe('limits are kept whatever is said', () => {
  test('parts of a message fit by characters and bytes, and make up the whole', () => {
    fc.assert(
      fc.property(anyText(40), fc.integer({ min: 1, max: 600 }), (text, times) => {
        const whole = plain(text.repeat(times))
        const chunks = chunksOf(whole)
        expect(chunks.join('')).toBe(whole)
        for (const chunk of chunks) {
          expect(chunk.length).toBeLessThanOrEqual(mostCharacters)
          expect(bytes(JSON.stringify({ title: '题'.repeat(30), text: chunk }))).toBeLessThanOrEqual(
            mostParamBytes,
          )
          expect(chunk.isWellFormed()).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a part ends with a sentence where there is one', () => {
    const chunks = chunksOf('第一步：先关掉水龙头。'.repeat(500))
    expect(chunks.length).toBe(2)
    expect(chunks[0]?.endsWith('。')).toBe(true)
  })

  test('what is cut is no longer than asked for, whole in its characters', () => {
    fc.assert(
      fc.property(anyText(80), fc.integer({ min: 3, max: 200 }), (text, most) => {
        const whole = text.toWellFormed()
        for (const cut of [cutToBytes(whole, most), cutLines(whole, most)]) {
          expect(bytes(cut)).toBeLessThanOrEqual(most)
          expect(cut.isWellFormed()).toBe(true)
          if (bytes(whole) > most) expect(cut.endsWith('…')).toBe(true)
        }
      }),
    )
  })

  test('any card fits each way of showing it; long words stand whole before it', () => {
    fc.assert(
      fc.property(anyText(900), anyText(900), anyText(60), (words, draft, line) => {
        const card: Card = {
          key: 'suggestion:1',
          revision: 7,
          kind: 'suggestion',
          audience: 'internal',
          title: line,
          facts: Array.from({ length: 8 }, () => ({ label: line, value: line })),
          quote: { author: line, text: words, attachments: [] },
          draft: { label: '发给客户', text: draft },
          why: [line, line, line],
          choices: [],
          actions: Array.from({ length: 5 }, (_, at) => ({
            id: `a.b${at}`,
            label: line,
            style: 'plain' as const,
          })),
          foot: [line],
        }
        const shown = publicCard(card, reader)
        for (const value of [...Object.values(shown.values), ...Object.values(ownCard(card, reader).values)])
          expect(bytes(value)).toBeLessThanOrEqual(mostValueBytes)
        for (const text of textCard(card, reader, { number: 999, direct: true }))
          expect(text.length).toBeLessThanOrEqual(mostCharacters)
        const last = harmless(draft).trimEnd().split('\n').at(-1)?.trim() ?? ''
        const all = `${shown.values.markdown}${shown.whole}`
        expect(all.includes(last)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe('words of people are literal and do nothing', () => {
  test.each([
    ['[点我](https://evil.example)', '［点我］（https://evil.example）'],
    ['![x](https://evil.example/a.png)', '！［x］（https://evil.example/a.png）'],
    ['<a atId=1>全体</a> <script>', '＜a atId=1＞全体＜/a＞ ＜script＞'],
    ['@所有人 a@b.cn', '＠所有人 a＠b.cn'],
    ['**粗** `码` ~~删~~', '＊＊粗＊＊ ｀码｀ ～～删～～'],
    ['# 标题\n- 项\n1. 一\n2) 二', '＃ 标题\n－ 项\n1． 一\n2） 二'],
    ['dtmd://dingtalkclient/sendMessage?content=1', 'dtmd：//dingtalkclient/sendMessage?content=1'],
    ['DINGTALK:%2F%2Fx', 'DINGTALK：%2F%2Fx'],
    ['型号 WM_80_A，_斜_', '型号 WM_80_A，＿斜＿'],
    ['退款\u202egnp.exe', '退款gnp.exe'],
  ])('%j', (text, shown) => {
    expect(harmless(text)).toBe(shown)
  })

  test('nothing that is live in Markdown is left, whatever is said', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), anyText(60), (one, other) => {
        const shown = harmless(one + other)
        expect(shown).not.toMatch(/[[\]<>@*`~|]|dtmd:\/|dingtalk:\/|^\s*[#>]/im)
      }),
    )
  })
})
