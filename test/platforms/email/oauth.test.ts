import { beforeEach, describe, expect, test } from 'vitest'
import type { Credentials, Mailbox } from '../../../src/platforms/email/mailbox.ts'
import { accessToken, forgetToken, TokenError } from '../../../src/platforms/email/oauth.ts'

type OAuth = Extract<Credentials, { kind: 'oauth' }>

const credentials: OAuth = {
  kind: 'oauth',
  clientId: 'client',
  clientSecret: 's3cret-of-client',
  refreshToken: 'refresh-1',
  tokenUrl: 'https://login.example.com/token',
}

const mailboxWith = (change: Partial<OAuth> = {}, id = 'm1'): Mailbox => ({
  id,
  address: 'help@desk.example',
  aliases: [],
  name: '客户服务中心',
  imap: undefined,
  smtp: undefined,
  credentials: { ...credentials, ...change },
  trusted: [],
})

let asked: URLSearchParams[]
let answer: () => Response | Promise<Response>
let at: number
let deps: Parameters<typeof accessToken>[0]

beforeEach(() => {
  asked = []
  at = Date.parse('2026-11-22T03:00:00Z')
  answer = () => Response.json({ access_token: `access-${asked.length}`, expires_in: 3600 })
  deps = {
    now: () => new Date(at),
    fetch: async (_url, init) => {
      if (init?.body instanceof URLSearchParams) asked.push(init.body)
      return await answer()
    },
  }
})

const faultFrom = async (mailbox = mailboxWith()): Promise<unknown> => {
  const error = await accessToken(deps, mailbox).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(TokenError)
  if (!(error instanceof TokenError)) return undefined
  for (const secret of ['s3cret', 'refresh-1'])
    expect(JSON.stringify([error, error.message])).not.toContain(secret)
  return error.fault
}

describe('an access token', () => {
  test('is asked for as RFC 6749 has it, and kept until a minute before its end', async () => {
    expect(await accessToken(deps, mailboxWith())).toBe('access-1')
    expect(Object.fromEntries(asked[0] ?? [])).toEqual({
      grant_type: 'refresh_token',
      client_id: 'client',
      client_secret: 's3cret-of-client',
      refresh_token: 'refresh-1',
    })
    at += 3_539_000
    expect(await accessToken(deps, mailboxWith())).toBe('access-1')
    at += 1000
    expect(await accessToken(deps, mailboxWith())).toBe('access-2')
  })

  test('is asked for once, however many want it at once, also when the old one ran out', async () => {
    const ask = () => Promise.all(Array.from({ length: 20 }, () => accessToken(deps, mailboxWith())))
    expect(new Set(await ask())).toEqual(new Set(['access-1']))
    at += 3_600_000
    expect(new Set(await ask())).toEqual(new Set(['access-2']))
    expect(asked).toHaveLength(2)
  })

  test('is another’s for other credentials, another mailbox and another network', async () => {
    await accessToken(deps, mailboxWith())
    await accessToken(deps, mailboxWith({ refreshToken: 'refresh-2', typed: 'anew' }))
    await accessToken(deps, mailboxWith({}, 'm2'))
    await accessToken({ ...deps, fetch: async (...all) => await deps.fetch(...all) }, mailboxWith())
    expect(asked).toHaveLength(4)
  })

  test('is asked for anew after it was refused', async () => {
    await accessToken(deps, mailboxWith())
    forgetToken(deps, mailboxWith())
    expect(await accessToken(deps, mailboxWith())).toBe('access-2')
  })

  test('comes with a new refresh token at some servers: it is used and kept', async () => {
    const kept: string[] = []
    answer = () =>
      Response.json({ access_token: 'a', expires_in: 3600, refresh_token: `refresh-${asked.length + 1}` })
    const keeping = {
      ...deps,
      keepRefreshToken: async (_mailbox: Mailbox, token: string) => void kept.push(token),
    }
    await accessToken(keeping, mailboxWith())
    at += 3_600_000
    await accessToken(keeping, mailboxWith())
    expect(asked.map((form) => form.get('refresh_token'))).toEqual(['refresh-1', 'refresh-2'])
    expect(kept).toEqual(['refresh-2', 'refresh-3'])
  })

  describe('whose refresh token is replaced each time', () => {
    const rotating = (): Response => {
      const nth = asked.length
      return Response.json({ access_token: `access-${nth}`, expires_in: 3600, refresh_token: `given-${nth}` })
    }
    const askedWith = () => asked.map((form) => form.get('refresh_token'))

    test('is the same for whoever comes with the old one or the new', async () => {
      answer = rotating
      expect(await accessToken(deps, mailboxWith())).toBe('access-1')
      expect(await accessToken(deps, mailboxWith({ refreshToken: 'given-1' }))).toBe('access-1')
      expect(await accessToken(deps, mailboxWith())).toBe('access-1')
      at += 3_600_000
      expect(await accessToken(deps, mailboxWith())).toBe('access-2')
      expect(askedWith()).toEqual(['refresh-1', 'given-1'])
    })

    test('is asked for with what another process was given since, and never with what is spent', async () => {
      answer = rotating
      await accessToken(deps, mailboxWith())
      at += 3_600_000
      await accessToken(deps, mailboxWith({ refreshToken: 'given-to-another' }))
      at += 3_600_000
      await accessToken(deps, mailboxWith({ refreshToken: 'given-1' }))
      expect(askedWith()).toEqual(['refresh-1', 'given-to-another', 'given-2'])
    })
  })

  test('of an application without a secret is asked for without one; an hour is taken where no time is said', async () => {
    answer = () => Response.json({ access_token: `access-${asked.length}` })
    const mailbox = mailboxWith({ clientSecret: '' })
    await accessToken(deps, mailbox)
    expect(asked[0]?.has('client_secret')).toBe(false)
    at += 3_500_000
    expect(await accessToken(deps, mailbox)).toBe('access-1')
  })

  test('that could not be had is asked for again', async () => {
    answer = () => new Response('', { status: 503 })
    expect(await faultFrom()).toBe('unreachable')
    answer = () => Response.json({ access_token: 'fine', expires_in: 3600 })
    expect(await accessToken(deps, mailboxWith())).toBe('fine')
  })
})

test.each([
  ['invalid_grant', 400, 'consent_needed'],
  ['interaction_required', 400, 'consent_needed'],
  ['invalid_client', 401, 'oauth_client'],
  ['unauthorized_client', 400, 'oauth_client'],
  ['slow_down', 429, 'throttled'],
  ['server_error', 500, 'unreachable'],
  ['invalid_request', 400, 'refused'],
])('the answer %s with %i means %s', async (error, status, fault) => {
  answer = () => Response.json({ error, error_description: 'AADSTS70008 refresh-1 has expired' }, { status })
  expect(await faultFrom()).toBe(fault)
})

test.each<[string, () => Response | Promise<Response>, string]>([
  ['a page instead of a token', () => new Response('<html>'), 'refused'],
  ['JSON that is no object', () => Response.json('token'), 'refused'],
  ['an endless answer', () => new Response('x'.repeat(1_000_000)), 'refused'],
  ['nobody', () => Promise.reject(new TypeError('fetch failed')), 'unreachable'],
])('%s is no token', async (_name, said, fault) => {
  answer = said
  expect(await faultFrom()).toBe(fault)
})

test('a mailbox with a password has none', async () => {
  const error = await accessToken(deps, {
    ...mailboxWith(),
    credentials: { kind: 'password', password: 'p' },
  }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(TokenError)
})
