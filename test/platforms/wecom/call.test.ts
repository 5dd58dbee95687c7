import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PlatformError } from '../../../src/lib/errors.ts'
import type { WecomApi } from '../../../src/platforms/wecom/api.ts'
import { openApi } from '../../../src/platforms/wecom/call.ts'
import { asPlatformError, WecomError } from '../../../src/platforms/wecom/fault.ts'
import { type ApiServer, startApiServer } from '../../support/wecom/api-server.ts'
import { wecomTestOptions } from '../../support/wecom/options.ts'
import { createOrganisation, type Organisation } from '../../support/wecom/organisation.ts'

let organisation: Organisation
let server: ApiServer
let api: WecomApi
const open = (change: object = {}): WecomApi =>
  openApi(wecomTestOptions(organisation, { db: undefined as never, url: server.url, ...change }))

beforeEach(async () => {
  organisation = createOrganisation()
  server = await startApiServer(organisation)
  server.on('kf/echo', ({ body }) => ({ said: body }))
  api = open()
})
afterEach(() => server.close())

const faultOf = (calling: Promise<unknown>): Promise<WecomError> =>
  calling.then(
    () => {
      throw new Error('it went well')
    },
    (error: unknown) => {
      if (error instanceof WecomError) return error
      throw error
    },
  )

describe('tokens', () => {
  test('many at once fetch one', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, nth) => api.post('kf/echo', { nth })))
    expect(server.tokensGiven()).toBe(1)
    expect(server.calls).toHaveLength(20)
  })
  test('one is fetched anew before it ends', async () => {
    await api.post('kf/echo', {})
    organisation.clock.at = new Date(organisation.clock.at.getTime() + 7_200_000)
    await api.post('kf/echo', {})
    expect(server.tokensGiven()).toBe(2)
  })
  test.each([40014, 42001, 41001])('after %i another is fetched, once', async (errcode) => {
    await api.post('kf/echo', {})
    server.trouble('kf/echo', { errcode })
    expect(await api.post('kf/echo', { words: 1 })).toMatchObject({ said: { words: 1 } })
    server.trouble('kf/echo', { errcode }, { errcode })
    expect(await faultOf(api.post('kf/echo', {}))).toMatchObject({ errcode, fault: 'token' })
  })
  test('a token ended early for twenty at once is fetched anew once', async () => {
    await api.post('kf/echo', {})
    server.endTokens()
    await Promise.all(Array.from({ length: 20 }, () => api.post('kf/echo', {})))
    expect(server.tokensGiven()).toBe(2)
  })
  test('fetching one that fails is tried again with the next call', async () => {
    server.trouble('gettoken', 'lost answer', { errcode: -1 })
    expect((await faultOf(api.post('kf/echo', {}))).fault).toBe('retry')
    expect((await faultOf(api.post('kf/echo', {}))).fault).toBe('retry')
    expect(await api.post('kf/echo', {})).toMatchObject({ said: {} })
  })
})

describe('what WeCom says against it', () => {
  test.each([
    [{ errcode: -1 }, 'retry', '繁忙'],
    [{ errcode: 45009 }, 'retry', 'kf/echo'],
    [{ errcode: 45033 }, 'retry', '并发'],
    [{ errcode: 45002 }, 'refused', '缩短'],
    [{ errcode: 48002 }, 'setup', '可调用接口的应用'],
    [
      { errcode: 60020, errmsg: 'not allow to access from your ip, hint: [x], from ip: 203.0.113.7, more' },
      'setup',
      '加上 203.0.113.7',
    ],
    [{ errcode: 40001 }, 'setup', 'WECOM_APP_SECRET'],
    [{ errcode: 95001 }, 'refused', '5 条'],
    [{ errcode: 95002 }, 'refused', '48 小时'],
    [{ errcode: 95018 }, 'refused', '人工'],
    [{ errcode: 99999, errmsg: 'what?' }, 'refused', '99999：what?'],
  ] as const)('%j is %s, in words', async (trouble, fault, words) => {
    server.trouble('kf/echo', trouble)
    const error = await faultOf(api.post('kf/echo', {}))
    expect(error.fault).toBe(fault)
    expect(error.message).toContain(words)
  })
  test('what can be waited out is tried again later, a minute for too many calls', () => {
    const reasons = [
      new WecomError(45009, 'retry', 'x'),
      new WecomError(60020, 'setup', 'x'),
      new WecomError(45002, 'refused', 'x'),
    ]
    expect(reasons.map(asPlatformError).map(({ reason, retryAfterMs }) => [reason, retryAfterMs])).toEqual([
      ['unreachable', 60_000],
      ['unreachable', 60_000],
      ['refused', undefined],
    ])
  })
})

describe('the network', () => {
  test('an answer that is lost leaves a doubt; nobody there leaves none', async () => {
    server.trouble('kf/echo', 'lost answer', 'bad gateway')
    await api.get('gettoken', {}).catch(() => undefined)
    expect((await faultOf(api.post('kf/echo', {}))).fault).toBe('uncertain')
    expect((await faultOf(api.post('kf/echo', {}))).fault).toBe('uncertain')
    const nobody = openApi(
      wecomTestOptions(organisation, { db: undefined as never, url: 'http://127.0.0.1:9' }),
    )
    const error = await faultOf(nobody.post('kf/echo', {}))
    expect(error.fault).toBe('retry')
    expect(asPlatformError(error)).toBeInstanceOf(PlatformError)
  })
  test('neither token nor secret stand in any error', async () => {
    server.trouble('kf/echo', 'lost answer', 'bad gateway', { errcode: 60020, errmsg: 'x' })
    server.trouble('gettoken', 'lost answer')
    for (let nth = 0; nth < 4; nth++) {
      const error = await faultOf(api.post('kf/echo', {}))
      expect(JSON.stringify([error, error.message, error.stack])).not.toMatch(
        /token-|app-secret|access_token/,
      )
    }
  })
})

test('a file goes up and comes down as it was, whatever it is called', async () => {
  const files = new Map<string, Buffer>()
  server.on('media/upload', ({ raw }) => {
    files.set('m1', raw)
    return { media_id: 'm1' }
  })
  server.on('media/get', () => ({
    file: { name: '发票 2026.pdf', mediaType: 'application/pdf', bytes: Buffer.from([0, 1, 2, 255]) },
  }))
  expect(
    await api.upload('file', { name: '发票.pdf', mediaType: 'application/pdf', bytes: Buffer.from('12345') }),
  ).toBe('m1')
  expect(files.get('m1')?.toString()).toContain('12345')
  expect(await api.download('m')).toEqual({
    name: '发票 2026.pdf',
    mediaType: 'application/pdf',
    bytes: Buffer.from([0, 1, 2, 255]),
  })
  server.trouble('media/get', { errcode: 40007 })
  expect(await api.download('gone')).toBeUndefined()
})
