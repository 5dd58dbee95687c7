import { describe, expect, test } from 'vitest'
import type { Post } from '../../../../src/platforms/web/api.ts'
import {
  markUnsent,
  nextUnsent,
  parseUnsent,
  type Unsent,
  withoutArrived,
} from '../../../../src/platforms/web/page/unsent.ts'

const one = (id: string, state: Unsent['state'] = 'waiting'): Unsent => ({
  id,
  text: id,
  uploads: [],
  at: '2026-11-22T14:00:00.000Z',
  state,
})
const arrived = (id: string): Post => ({
  id,
  seq: '1',
  author: 'customer',
  name: '',
  text: id,
  attachments: [],
  postedAt: '',
  changedAt: '',
})

describe('which goes next', () => {
  test.each([
    ['the first that waits', [one('a'), one('b')], 'a'],
    ['not one that was sent already', [one('a', 'sent'), one('b')], 'b'],
    ['not one that was refused: it must not hold up the others', [one('a', 'refused'), one('b')], 'b'],
    ['none when all are through', [one('a', 'sent')], undefined],
    ['none of nothing', [], undefined],
  ])('%s', (_, list, id) => {
    expect(nextUnsent(list)?.id).toBe(id)
  })
})

describe('the list', () => {
  test('a refusal keeps the text and says why; a new try takes the reason back', () => {
    const refused = markUnsent([one('a'), one('b')], 'a', 'refused', '太长')
    expect(refused[0]).toEqual({ ...one('a', 'refused'), notice: '太长' })
    expect(markUnsent(refused, 'a', 'waiting')).toEqual([one('a'), one('b')])
  })

  test('what came back as a post is no longer unsent', () => {
    expect(withoutArrived([one('a', 'sent'), one('b')], [arrived('a'), arrived('x')])).toEqual([one('b')])
  })

  test('posts of others change nothing, not even the list', () => {
    const list = [one('a')]
    expect(withoutArrived(list, [arrived('x')])).toBe(list)
  })

  test('survives a reload', () => {
    const list = [one('a'), { ...one('b', 'refused'), notice: '太长' }]
    expect(parseUnsent(JSON.stringify(list))).toEqual(list)
  })

  test.each([
    undefined,
    '',
    '{',
    'null',
    '{}',
    '"a"',
    '[null,1,{"id":"a"}]',
    '[{"id":1,"text":"","at":"","uploads":[],"state":"waiting"}]',
    '[{"id":"a","text":"","at":"","uploads":[],"state":"gone"}]',
  ])('reads %j as nothing', (kept) => {
    expect(parseUnsent(kept)).toEqual([])
  })
})
