import { describe, expect, test } from 'vitest'
import { newWords } from '../../../../src/platforms/email/read/new-words.ts'
import { repliesByClient } from './replies-by-client.ts'
import { answersBelowHeads, answersBelowWrote, ownBelowHeads } from './replies-by-form.ts'
import { repliesFresh } from './replies-fresh.ts'
import { repliesMixed, repliesOdd, whole } from './replies-mixed.ts'
import { repliesUnseen } from './replies-unseen.ts'

describe('what was newly written', () => {
  test.each(repliesByClient)('$name', ({ text, words, ...about }) => {
    expect(newWords(text, about)).toBe(words)
  })
})

describe('between, below, forwarded, footers', () => {
  test.each([...repliesMixed, ...repliesOdd])('$name', ({ text, words, ...about }) => {
    expect(newWords(text, about)).toBe(words)
  })
})

describe('written after the rules', () => {
  test.each([...repliesFresh, ...repliesUnseen])('$name', ({ text, words, ...about }) => {
    expect(newWords(text, about)).toBe(words)
  })
})

describe('forms of one kind', () => {
  test.each(answersBelowWrote)('below “%s”', (wrote) => {
    const about = { subject: 'Re: 热水器', to: [{ address: 'fuwu@shop.cn' }] }
    expect(newWords(`水温只有 30 度。\n\n${wrote}\n\n> 请问水温多少？\n> 客服`, about)).toBe(
      '水温只有 30 度。',
    )
  })

  test.each(answersBelowWrote.filter(([, clear]) => clear))('unmarked below “%s”', (wrote) => {
    expect(newWords(`水温只有 30 度。\n\n${wrote}\n\n请问水温多少？`, { subject: 'Re: 热水器' })).toBe(
      '水温只有 30 度。',
    )
  })

  test.each(answersBelowHeads)('$name', ({ text, words, ...about }) => {
    expect(newWords(text, about)).toBe(words)
  })

  test.each(ownBelowHeads)('own words: $name', ({ text, ...about }) => {
    expect(newWords(text, about)).toBe(text.replaceAll(/ +$/gm, ''))
  })
})

describe('the customer’s own words stay whole', () => {
  test.each(whole)('$name', ({ text, subject }) => {
    expect(newWords(text, { subject })).toBe(text)
  })

  test.each(whole)('$name, in an answer', ({ text }) => {
    const history = '\n\n在 2026-11-09 00:16:35，"客服" <kefu@shop.cn> 写道：\n\n> 您好'
    expect(newWords(text + history, { subject: 'Re: 您好' })).toBe(text)
  })
})

test('windows line ends, wide and invisible spaces', () => {
  expect(newWords('\u200b好的\u00a0谢谢\r\n\r\n\u3000\r\n发自我的\u00a0iPhone\r\n')).toBe('好的 谢谢')
})

test('time grows with length, no faster', () => {
  const pieces = [
    `x${' '.repeat(100_000)}`,
    '-- x --\n\n',
    '发件人: a@b\n主题: x\n',
    '本邮件 2026\n',
    '签名由 网易邮箱大师 定制在2026年',
    '-',
    '> ',
    '|',
    '\n',
    '_',
    ' ',
    '<',
    '在 2026年',
    '写道：\n',
    '发件人：\n',
    '&nbsp;',
    '---- 原始邮件 ',
    '小美写道：\n> a\n',
    `${'-'.repeat(380)}x:\n`,
    '在2026年1月1日10:30，',
    '\u3000',
    'On 2026 at 1:19 a@',
    'Message wrote:\n',
    '> 在 2026-11-09 1:1 <a@b> 写道：\n',
    '| |\n',
    '-- \n',
    '来自',
    '转发：',
    '---- Forwarded message ----\n',
  ]
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(400_000 / piece.length))
    const before = performance.now()
    newWords(text, { subject: '转发：' })
    expect(performance.now() - before, JSON.stringify(piece)).toBeLessThan(1500)
  }
})
