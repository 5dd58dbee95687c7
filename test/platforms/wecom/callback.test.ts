import { beforeEach, expect, test } from 'vitest'
import { BadInputError, ForbiddenError } from '../../../src/lib/errors.ts'
import { readCallback } from '../../../src/platforms/wecom/callback.ts'
import { callbackRequest, echoRequest } from '../../support/wecom/callback.ts'
import { createOrganisation, type Organisation } from '../../support/wecom/organisation.ts'

let organisation: Organisation
beforeEach(() => {
  organisation = createOrganisation()
})
const read = (request: Parameters<typeof readCallback>[2]) => {
  const { settings, clock } = organisation
  return readCallback({ settings, now: () => clock.at }, settings.kf, request)
}
const xml = '<xml><Event><![CDATA[kf_msg_or_event]]></Event></xml>'
const genuine = (change: object = {}) =>
  callbackRequest(organisation, { path: 'kf', keys: organisation.settings.kf, xml, ...change })

test('the console is answered what it asked, bare', () => {
  const request = echoRequest(
    organisation,
    { path: 'kf', keys: organisation.settings.kf },
    '1616140317555161061',
  )
  expect(read(request)).toEqual({ kind: 'echo', text: '1616140317555161061' })
})

test('what happened is read', () => {
  expect(read(genuine())).toEqual({ kind: 'happening', xml: { Event: 'kf_msg_or_event' } })
})

test('five minutes to either side, and not a moment more', () => {
  const seconds = Math.floor(organisation.clock.at.getTime() / 1000)
  for (const timestamp of [seconds - 300, seconds + 300])
    expect(read(genuine({ timestamp })).kind).toBe('happening')
  for (const timestamp of [seconds - 301, seconds + 301, 0])
    expect(() => read(genuine({ timestamp }))).toThrow(ForbiddenError)
})

test('recorded and sent again later it is too old', () => {
  const request = genuine()
  expect(read(request).kind).toBe('happening')
  organisation.clock.at = new Date(organisation.clock.at.getTime() + 301_000)
  expect(() => read(request)).toThrow(ForbiddenError)
})

test.each(['timestamp', 'nonce', 'msg_signature'])('without its %s it is refused', (name) => {
  const request = genuine()
  const url = request.url.replace(new RegExp(`${name}=[^&]*&?`), '')
  expect(() => read({ ...request, url })).toThrow(ForbiddenError)
})

test('the envelope is no way in', () => {
  const request = genuine()
  const bomb = '<!DOCTYPE x [<!ENTITY a "boom">]><xml><Encrypt>&a;</Encrypt></xml>'
  expect(() => read({ ...request, body: Buffer.from(bomb) })).toThrow(BadInputError)
  expect(() => read({ ...request, body: Buffer.alloc(1024 * 1024 + 1, 60) })).toThrow(BadInputError)
  expect(() => read({ ...request, body: Buffer.alloc(0) })).toThrow(BadInputError)
})
