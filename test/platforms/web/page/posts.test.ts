import { describe, expect, test } from 'vitest'
import type { Post } from '../../../../src/platforms/web/api.ts'
import {
  compareSeq,
  emptyRoom,
  joinNewest,
  joinOlder,
  mergePosts,
  sinceOf,
  trimRoom,
} from '../../../../src/platforms/web/page/posts.ts'

const start = Date.parse('2026-11-22T14:00:00Z')

/** A post with `seq` as its place and id; `minute` is when it last changed. */
function post(seq: number, text = '', minute = 0, revision?: number): Post {
  return {
    id: `p${seq}`,
    seq: String(seq),
    author: 'bot',
    name: '',
    text,
    attachments: [],
    postedAt: new Date(start).toISOString(),
    changedAt: new Date(start + minute * 60_000).toISOString(),
    ...(revision === undefined ? {} : { card: cardAt(revision) }),
  }
}

function cardAt(revision: number): NonNullable<Post['card']> {
  return {
    key: 'k',
    revision,
    kind: 'ticket',
    audience: 'internal',
    title: '',
    facts: [],
    why: [],
    choices: [],
    actions: [],
    foot: [],
  }
}

const shown = (posts: Post[]): string => posts.map((one) => one.seq + one.text).join(' ')

test.each([
  ['9', '10', -1],
  ['10', '9', 1],
  ['99999999999999999', '100000000000000000', -1],
  ['7', '7', 0],
])('%s against %s', (a, b, sign) => {
  expect(Math.sign(compareSeq(a, b))).toBe(sign)
})

describe('posts that come in', () => {
  test.each([
    ['a new one goes to the end', [post(1), post(2)], [post(3)], '1 2 3'],
    ['one that was late goes where it belongs', [post(1), post(3)], [post(2)], '1 2 3'],
    ['a changed one replaces what stands there', [post(1, 'a'), post(2, 'b')], [post(1, 'c', 5)], '1c 2b'],
    ['an older state of one changes nothing', [post(1, 'new', 5)], [post(1, 'old', 1)], '1new'],
    ['an older revision changes nothing', [post(1, 'new', 1, 4)], [post(1, 'old', 2, 3)], '1new'],
    ['the same twice is one', [post(1, 'a')], [post(1, 'a'), post(1, 'a')], '1a'],
    ['10 comes after 9', [post(9)], [post(10)], '9 10'],
  ])('%s', (_, held, incoming, expected) => {
    expect(shown(mergePosts(held, incoming))).toBe(expected)
  })

  test('a post that is shown again keeps its place and the time it was posted', () => {
    const again = { ...post(5, 'neu', 9), id: 'p1', postedAt: new Date(start + 540_000).toISOString() }
    const [first] = mergePosts([post(1), post(2)], [again])
    expect(first).toMatchObject({ seq: '1', text: 'neu', postedAt: new Date(start).toISOString() })
  })

  test('what did not change stays the same object, so that nothing is drawn again', () => {
    const held = [post(1), post(2)]
    expect(mergePosts(held, [post(3)])[0]).toBe(held[0])
  })
})

describe('after a time without connection', () => {
  const room = { posts: [post(1), post(2, 'old')], before: '1', loaded: true }

  test('a page that overlaps is joined', () => {
    const joined = joinNewest(room, { posts: [post(2, 'new', 3), post(3)], before: '2' })
    expect([shown(joined.posts), joined.before]).toEqual(['1 2new 3', '1'])
  })

  test('a page behind a gap takes the place of what was held: nothing is missing in between', () => {
    const joined = joinNewest(room, { posts: [post(60), post(61)], before: '60' })
    expect([shown(joined.posts), joined.before]).toEqual(['60 61', '60'])
  })

  test('a page that is the whole room leaves no gap', () => {
    expect(shown(joinNewest(room, { posts: [post(3)] }).posts)).toBe('1 2old 3')
  })

  test('an empty page forgets nothing', () => {
    expect(shown(joinNewest(room, { posts: [] }).posts)).toBe('1 2old')
  })

  test('what came in while the first page was on its way is kept', () => {
    const joined = joinNewest(
      { posts: [post(2, 'new', 3), post(3)], loaded: false },
      { posts: [post(1), post(2, 'old')] },
    )
    expect(shown(joined.posts)).toBe('1 2new 3')
  })

  test('the first page is taken as it is', () => {
    expect(joinNewest(emptyRoom, { posts: [post(4)], before: '4' })).toEqual({
      posts: [post(4)],
      before: '4',
      loaded: true,
    })
  })
})

describe('older posts', () => {
  test('go before, and say where still older ones begin', () => {
    const room = joinOlder(
      { posts: [post(5)], before: '5', loaded: true },
      { posts: [post(3), post(4)], before: '3' },
    )
    expect([shown(room.posts), room.before]).toEqual(['3 4 5', '3'])
  })

  test('the last page has none before it', () => {
    const room = joinOlder({ posts: [post(5)], before: '5', loaded: true }, { posts: [post(4)] })
    expect(room.before).toBeUndefined()
  })

  test('a long room forgets its oldest and knows where to find them', () => {
    const room = trimRoom({ posts: [post(1), post(2), post(3)], loaded: true }, 2)
    expect([shown(room.posts), room.before]).toEqual(['2 3', '2'])
  })
})

test('what was missed is asked for since the latest change, wherever it stands', () => {
  expect(sinceOf([post(1, '', 7), post(2, '', 3)])).toBe(new Date(start + 420_000).toISOString())
  expect(sinceOf([])).toBeUndefined()
})
