import { array, assert, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFrames, type Frame } from '../../../../src/platforms/web/page/frames.ts'

const read = (...chunks: string[]): Frame[] => {
  const frames = createFrames()
  return chunks.flatMap((chunk) => frames(chunk))
}

describe('an event stream', () => {
  test.each([
    ['one event', ['event: post\ndata: {"a":1}\n\n'], [{ name: 'post', data: '{"a":1}' }]],
    ['an event in pieces', ['event: po', 'st\ndata: 1\n', '\n'], [{ name: 'post', data: '1' }]],
    ['carriage returns', ['event: post\r\ndata: 1\r\n\r\n'], [{ name: 'post', data: '1' }]],
    ['a beat is nothing', [': beat\n\n'], []],
    ['data over several lines', ['data: a\ndata: b\n\n'], [{ name: 'message', data: 'a\nb' }]],
    ['no space after the colon', ['event:post\ndata:1\n\n'], [{ name: 'post', data: '1' }]],
    ['a colon inside', ['data: {"t":"12:30"}\n\n'], [{ name: 'message', data: '{"t":"12:30"}' }]],
    ['an event that is cut off says nothing', ['event: post\ndata: 1\n'], []],
    [
      'two in one chunk',
      ['data: 1\n\ndata: 2\n\n'],
      [
        { name: 'message', data: '1' },
        { name: 'message', data: '2' },
      ],
    ],
  ])('%s', (_, chunks, frames) => {
    expect(read(...chunks)).toEqual(frames)
  })

  test('it does not matter where it is cut', () => {
    const text = 'event: post\r\ndata: {"text":"你好"}\r\n\r\n: beat\n\nevent: read\ndata: 1\ndata: 2\n\n'
    assert(
      property(array(integer({ min: 0, max: text.length }), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length]
        const chunks = places.slice(1).map((end, index) => text.slice(places[index], end))
        expect(read(...chunks)).toEqual(read(text))
      }),
    )
  })
})
