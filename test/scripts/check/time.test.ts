import { expect, test } from 'vitest'
import { tellsWhen } from '../../../src/scripts/check/time.ts'

test.each([
  ['明天上午给您答复', true],
  ['等了三天，今天17点前给您答复', true],
  ['下午一点给您回电', true],
  ['会早一点联系您', false],
  ['请您多一点耐心', false],
  ['三天没送啊，我跟他们说说', false],
])('it says when: %s', (reply, told) => {
  expect(tellsWhen(reply)).toBe(told)
})
