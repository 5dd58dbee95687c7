import { expect, test } from 'vitest'
import { headingOf } from '../../src/inbox/heading.ts'
import { withoutMarks } from '../../src/lib/subject.ts'
import { bareSubject } from '../../src/platforms/email/thread.ts'

test.each([
  ['答覆: 洗衣机', '洗衣机'],
  ['答復：洗衣机', '洗衣机'],
  ['回復: 回覆：洗衣机', '洗衣机'],
  ['WG: TR: 洗衣机', '洗衣机'],
  ['AW: SV: 洗衣机', '洗衣机'],
  ['转寄: 轉寄：洗衣机', '洗衣机'],
  ['Re[2]: Re(3): 回复（4）：洗衣机', '洗衣机'],
  ['Re :Fw ： 洗衣机', '洗衣机'],
  ['回复慢', '回复慢'],
  ['Tractor: broken', 'Tractor: broken'],
  ['Re:', ''],
  ['', ''],
])('%j is about %j, for the house as for threads', (subject, about) => {
  expect(withoutMarks(subject)).toBe(about)
  expect(headingOf({ subject })).toBe(about)
  expect(bareSubject(subject)).toBe(about)
})

test('no subject takes long', () => {
  const began = performance.now()
  for (const part of ['re:', 're', 're ', ' ', 're[1', 'Re : ']) withoutMarks(part.repeat(50_000))
  expect(performance.now() - began).toBeLessThan(500)
})
