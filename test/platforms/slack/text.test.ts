import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messageId, placeId, readMessageId, readPlace } from '../../../src/platforms/slack/place.ts'
import { blockIdOf, choosing, readPress } from '../../../src/platforms/slack/write/press.ts'
import { cut, cutEscaped, harmless, headOf, pieces } from '../../../src/platforms/slack/write/text.ts'

const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.toWellFormed()),
  fc
    .array(fc.constantFrom('👨‍👩‍👧‍👦', '🇨🇳', 'é', '您好。', ' ', '\n', '<!here>', '&'), { maxLength: 120 })
    .map((all) => all.join('')),
)
const room = fc.integer({ min: 8, max: 200 })

test('pieces are within their length, whole characters, and the text again when joined', () => {
  fc.assert(
    fc.property(anything, room, (text, most) => {
      const parts = pieces(text, most)
      expect(parts.join('')).toBe(text)
      expect(parts.every((part) => part.length <= most && part === part.toWellFormed())).toBe(true)
      if (text !== '') expect(parts.every((part) => part !== '')).toBe(true)
    }),
  )
})

test('what is cut is within its length and ends in 「…」, escaped or not', () => {
  fc.assert(
    fc.property(anything, room, (text, most) => {
      for (const short of [cut(text, most), cutEscaped(text, most)]) {
        expect(short.length).toBeLessThanOrEqual(most)
        expect(short).toBe(short.toWellFormed())
      }
      expect(cutEscaped(text, most)).not.toMatch(/<|>|&(?!amp;|lt;|gt;)/)
      if (text.length > most) expect(cut(text, most).endsWith('…')).toBe(true)
    }),
  )
})

test('a family stays together', () => {
  expect(headOf('好👨‍👩‍👧‍👦', 8)).toBe('好')
  expect(cut('好👨‍👩‍👧‍👦好好好', 8)).toBe('好…')
})

test('cut where a paragraph ends, else a line, a sentence, a clause', () => {
  expect(pieces('第一段。\n\n第二段。第三句', 10)).toEqual(['第一段。\n\n', '第二段。第三句'])
  expect(pieces('您好，请先关水。然后拔电源，再等我们', 12)).toEqual([
    '您好，请先关水。',
    '然后拔电源，再等我们',
  ])
  expect(pieces('“可以吗？”他问道并且还说了很多话', 10)[0]).toBe('“可以吗？”')
})

test('what is not seen is taken out; lines and emoji stay', () => {
  expect(harmless('a\u202eb\u2066c\u200bd\u0000e\r\nf\tg\u00adh\u{e0041}i')).toBe('abcde\nf\tghi')
  expect(harmless('👨‍👩‍👧‍👦')).toBe('👨‍👩‍👧‍👦')
})

test('addresses are read back as they were written', () => {
  for (const id of ['C1', 'U0ABC', 'D9', 'C1:1763770000.000100', 'T1/C1', 'E1/C1:1.000001'])
    expect(placeId(readPlace(id) ?? { channel: '' })).toBe(id)
  for (const id of ['', '#desk', 'c1', 'C1:', 'C1:x', 'T1/', 'desk']) expect(readPlace(id)).toBeUndefined()
  expect(readMessageId(messageId('C1', '1.000001'))).toEqual({ channel: 'C1', ts: '1.000001' })
  expect(readMessageId('C1')).toBeUndefined()
})

test('a press is read back, whatever the card is called', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 60 }), fc.nat(99_999), (key, revision) => {
      const at = { to: 'T1/C1:1.000001', key, revision }
      const pressed = { block_id: blockIdOf(at, 'facts0'), action_id: 'ticket.explain' }
      expect(readPress(pressed)).toEqual({ ...at, action: 'ticket.explain' })
      expect(
        readPress({ ...pressed, action_id: choosing('suggestion.edit'), selected_option: { value: '1' } }),
      ).toEqual({
        ...at,
        action: 'suggestion.edit',
        choice: '1',
      })
    }),
  )
  for (const block_id of ['', 'abc', 'actions|x|C1|k', 'actions|1||k', 'home'])
    expect(readPress({ block_id, action_id: 'ticket.claim' })).toBeUndefined()
  expect(readPress({ block_id: 'actions|1|C1|k', action_id: 'link' })).toBeUndefined()
  expect(
    readPress({ block_id: 'actions|1|C1|k', action_id: 'more', selected_option: { value: 'ticket.note' } }),
  ).toMatchObject({ action: 'ticket.note' })
})
