import { expect, test } from 'vitest'
import { passageOf } from '../../../src/language/cues.ts'
import { findPersonal } from '../../../src/language/personal/mask.ts'
import { nameCandidates } from '../../../src/language/personal/name-odds.ts'

const namesIn = (text: string): string[] =>
  findPersonal(text)
    .filter(({ type }) => type === 'name')
    .map(({ value }) => value)

test.each([
  ['昨天孙丽丽来过了，说钥匙在物业', ['孙丽丽']],
  ['这单是王建国、李秀珍一起订的', ['王建国', '李秀珍']],
  ['师傅说下午来，我是302的，陈德福', ['陈德福']],
])('%s names %j, though no word says that a name comes', (text, names) => {
  expect(namesIn(text)).toEqual(names)
})

test.each([
  '周五之前能到吗，我们周末要出门',
  '马上就要用了，什么时候安装',
  '黄色的和白色的都没有货了吗',
  '王女士您好，李工明天上门',
  '何时发货，多久能到',
])('%s names nobody', (text) => {
  expect(namesIn(text)).toEqual([])
})

test('a candidate is a surname and what may be a given name, outside of what is found already', () => {
  const text = '孙丽丽 13800138000'
  const seen = nameCandidates(passageOf(text)).map(({ start, end }) => text.slice(start, end))
  expect(seen).toEqual(['孙丽丽', '孙丽'])
  expect(nameCandidates(passageOf(text), [{ start: 0, end: 3 }])).toEqual([])
})

test('a very long text without names is looked through at once', () => {
  expect(namesIn('周五发货'.repeat(4000))).toEqual([])
})
