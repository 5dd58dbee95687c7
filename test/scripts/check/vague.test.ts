import { expect, test } from 'vitest'
import { readDraft } from '../../../src/scripts/check/draft.ts'
import { vagueIn } from '../../../src/scripts/check/vague.ts'

test.each([
  ['清洗一台大概40到60分钟', false],
  ['大约能用六到八年', false],
  ['大概两三天吧', true],
  ['师傅大概40分钟到', true],
  ['应该是两年', true],
])('an exact estimate is not vague, a guess is: %s', (reply, vague) => {
  expect(vagueIn(readDraft(reply)).length > 0).toBe(vague)
})
