import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadInputError } from '../../../src/lib/errors.ts'
import { parseXml, textOf, writeXml } from '../../../src/platforms/wecom/xml.ts'

test('texts stay as they were written: no numbers, no entities, no trimming', () => {
  const xml = parseXml(
    '<xml><MsgId>7230482734982374981</MsgId><EventKey>007</EventKey><Content><![CDATA[ 00123 <b>&lt; ]]></Content><AgentID>1000002</AgentID></xml>',
  )
  expect(xml).toEqual({
    MsgId: '7230482734982374981',
    EventKey: '007',
    Content: ' 00123 <b>&lt; ',
    AgentID: '1000002',
  })
})

test.each([
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "boom">]><xml><Content>&a;</Content></xml>',
  '<!doctype html><xml><Content>1</Content></xml>',
  '<xml><Content>&a;</Content><!ENTITY a SYSTEM "file:///etc/passwd"></xml>',
  '',
  'hello',
  '<html></html>',
  '<xml>words only</xml>',
])('%j is refused', (text) => {
  expect(() => parseXml(text)).toThrow(BadInputError)
})

test('a customer may write about DOCTYPE', () => {
  expect(textOf(parseXml('<xml><Content><![CDATA[<!DOCTYPE html> &amp;]]></Content></xml>'), 'Content')).toBe(
    '<!DOCTYPE html> &amp;',
  )
})

test('entities mean nothing', () => {
  expect(textOf(parseXml('<xml><Content>&lt;&a;</Content></xml>'), 'Content')).toBe('&lt;&a;')
})

test('what is written is read, ]]> and all', () => {
  expect(writeXml({ Content: 'a]]>b' })).not.toContain('a]]>b')
  fc.assert(
    // XML has no control characters and makes one line end of \r\n; WeCom sends neither.
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom('', ']]>', ']]', '<![CDATA['),
      (text, hard) => {
        const said = `${text}${hard}${text}`.replaceAll(/\p{Cc}/gu, '')
        fc.pre(said !== '')
        expect(textOf(parseXml(writeXml({ Content: said, Other: 'x' })), 'Content')).toBe(said)
      },
    ),
  )
})

// Before a callback is known to be WeCom's its XML is read: whoever sends it must not hold everybody up.
test.each(['<![CDATA[', '<a>', '<!', '<a b="', '<![CDATA[]]', '<a', '&', '<?a '])(
  'a megabyte of %j is refused at once',
  (piece) => {
    const began = performance.now()
    expect(() => parseXml(`<xml>${piece.repeat(1_000_000 / piece.length)}`)).toThrow(BadInputError)
    expect(performance.now() - began).toBeLessThan(3_000)
  },
)

test('what is between two texts is looked at, what is in one is not', () => {
  const hard = '<![CDATA[ a <![CDATA[ <!DOCTYPE ]]>'
  expect(textOf(parseXml(`<xml><A>${hard}</A></xml>`), 'A')).toBe(' a <![CDATA[ <!DOCTYPE ')
  expect(() => parseXml(`<xml><A>${hard}<!DOCTYPE x>${hard}</A></xml>`)).toThrow(BadInputError)
})
