import { expect, test } from 'vitest'
import { hideSecrets } from '../../../src/inbox/secrets.ts'
import { findPersonal, mask } from '../../../src/language/personal/mask.ts'

const story = '这台机器用了两年，上个月开始有响声。'.repeat(2500)

test('a long text is hidden to its end, and every span stands where its words are', () => {
  const text = `${story}我的电话13812345678，${story}邮箱wang.li@163.com`
  const { masked, spans } = mask(text)
  expect(spans.map(({ value }) => value)).toEqual(['13812345678', 'wang.li@163.com'])
  for (const { value, start, end } of spans) expect(text.slice(start, end)).toBe(value)
  expect(masked).not.toContain('13812345678')
  expect(masked).toContain('138****5678')
  expect(masked.length).toBeGreaterThan(story.length)
})

test('a secret far down in a long letter is not kept either', () => {
  expect(hideSecrets(`${story}登录密码是Qwerty99!`)).not.toContain('Qwerty99')
})

// Read anew behind each address found, the first three took 600 ms; the margin is for a busy machine.
test.each(['丽b单元旁边路', '新超市3号楼那个', ' May小区2024家', '王', '朝阳区'])(
  'no repeated words cost more than their length: %s',
  (words) => {
    const cost = (length: number): number => {
      const text = words.repeat(Math.ceil(length / words.length)).slice(0, length)
      const times = [1, 2, 3, 4].map(() => {
        const startedAt = performance.now()
        findPersonal(text)
        return performance.now() - startedAt
      })
      return Math.min(...times)
    }
    expect(cost(20_000)).toBeLessThan(15 * cost(4000) + 60)
  },
)
