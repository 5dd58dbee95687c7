import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockAfter } from '../../../src/platforms/web/lock.ts'
import { fitPassword } from '../../../src/platforms/web/password.ts'
import { cookieOf, createSite, type Site, tokenOf } from '../../support/web.ts'

let site: Site
beforeAll(async () => {
  site = await createSite()
})
afterAll(() => site.close())

let address = 0
const post = (
  url: string,
  payload: object,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> => {
  address += 1
  const from = `198.51.${Math.floor(address / 250)}.${address % 250}`
  return site.server.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'x-forwarded-for': from, ...headers },
  })
}
const signIn = (login: string, password: string, headers?: Record<string, string>) =>
  post('/api/sign-in', { login, password }, headers)
const openLink = (link: string, password?: string) =>
  post('/api/sign-in/link', { token: tokenOf(link), ...(password ? { password } : {}) })
const asks = (cookie: string, headers: Record<string, string> = {}) =>
  site.server.inject({ url: '/api/desk/me', headers: { cookie, ...headers } })

async function account(login: string): Promise<{ accountId: string; link: string }> {
  const made = await site.web.createAccount({ login })
  site.house.members.set(made.accountId, {
    workNo: login,
    name: '林晓',
    roles: ['agent'],
    channels: [{ id: 'desk', name: '客服台', kind: 'desk' }],
  })
  return made
}

test('a link signs in once, sets a password, and is looked at as often as one likes', async () => {
  const { link } = await account('once')
  expect(link).toMatch(/^https:\/\/desk\.test\/sign-in\/[\w-]{43}$/)
  for (let index = 0; index < 3; index += 1)
    expect((await site.server.inject({ url: new URL(link).pathname })).statusCode).toBe(200)
  const opened = await openLink(link, '洗衣机-不漏水-123')
  expect(opened.statusCode).toBe(204)
  expect(opened.headers['set-cookie']).toMatch(
    /^kefutai_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
  )
  expect((await asks(cookieOf(opened))).json()).toMatchObject({
    workNo: 'once',
    name: '林晓',
    administrator: false,
  })
  const again = await openLink(link)
  expect(again.statusCode).toBe(401)
  expect(again.json()).toMatchObject({ error: 'bad_link' })
  expect((await signIn(' ONCE ', '洗衣机-不漏水-123')).statusCode).toBe(204)
  expect((await signIn('once', '洗衣机-不漏水-124')).json()).toMatchObject({ error: 'bad_password' })
})

test('two openings of one link at the same moment: one gets in', async () => {
  const { link } = await account('race')
  const statuses = (await Promise.all([openLink(link), openLink(link), openLink(link)])).map(
    (one) => one.statusCode,
  )
  expect(statuses.toSorted((a, b) => a - b)).toEqual([204, 401, 401])
})

test('a link is dead after 24 hours, and a weak password does not use it up', async () => {
  const [{ link: old }, { link }] = [await account('old'), await account('weak')]
  expect((await openLink(link, 'kurz')).json()).toMatchObject({
    error: 'weak_password',
    message: expect.stringContaining('10'),
  })
  expect((await openLink(link)).statusCode).toBe(204)
  site.clock.passes(24 * 60 * 60_000)
  expect((await openLink(old)).statusCode).toBe(401)
})

test('nothing in the database signs anybody in', async () => {
  const { link } = await account('rows')
  const opened = await openLink(link, 'ein gutes Passwort')
  const secret = cookieOf(opened).split('=')[1] ?? ''
  const rows = [
    ...(await site.db.webSession.findMany()),
    ...(await site.db.webLink.findMany()),
    ...(await site.db.webAccount.findMany()),
  ].flatMap((row) => Object.values(row).map(String))
  expect(rows).not.toContain(secret)
  expect(rows).not.toContain(tokenOf(link))
  expect(rows.join()).not.toContain('ein gutes Passwort')
  expect(rows.filter((value) => value.startsWith('$argon2id$v=19$m=19456,t=2,p=1$')).length).toBeGreaterThan(
    0,
  )
})

test('failures lock a login for a growing time, whether anybody has it or not', async () => {
  const { link } = await account('locked')
  await openLink(link, 'richtig-und-lang')
  for (const login of ['locked', 'nobody']) {
    for (let index = 0; index < 5; index += 1) expect((await signIn(login, 'falsch')).statusCode).toBe(401)
    const locked = await signIn(login, 'richtig-und-lang')
    expect(locked.statusCode).toBe(429)
    expect(locked.json()).toMatchObject({ error: 'locked' })
    expect(locked.headers['retry-after']).toBe('30')
  }
  site.clock.passes(30_001)
  expect((await signIn('locked', 'falsch')).statusCode).toBe(401)
  expect((await signIn('locked', 'richtig-und-lang')).headers['retry-after']).toBe('60')
  site.clock.passes(60_001)
  expect((await signIn('locked', 'richtig-und-lang')).statusCode).toBe(204)
  // A sign-in clears the count.
  expect((await signIn('locked', 'falsch')).statusCode).toBe(401)
  expect((await signIn('locked', 'richtig-und-lang')).statusCode).toBe(204)
})

test('twenty guesses at once are twenty guesses', async () => {
  const { link } = await account('parallel')
  await openLink(link, 'richtig-und-lang')
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('parallel', 'falsch')))
  expect(answers.filter((answer) => answer.statusCode === 401)).toHaveLength(5)
  expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(15)
})

test('attempts from one address are limited, whatever login they try', async () => {
  const from = { 'x-forwarded-for': '198.18.250.1' }
  const statuses: number[] = []
  for (let index = 0; index < 121; index += 1)
    statuses.push((await post('/api/sign-in/link', { token: `t${index}` }, from)).statusCode)
  expect(statuses.filter((status) => status === 401)).toHaveLength(120)
  expect(statuses.at(-1)).toBe(429)
})

test('an account without a password cannot be signed in to with one', async () => {
  await account('none')
  expect((await signIn('none', '')).statusCode).toBe(401)
  expect((await signIn('none', 'null')).statusCode).toBe(401)
})

test('another site cannot sign a browser in', async () => {
  const { link } = await account('cross')
  const answer = await post('/api/sign-in/link', { token: tokenOf(link) }, { 'sec-fetch-site': 'cross-site' })
  expect(answer.statusCode).toBe(403)
  expect((await openLink(link)).statusCode).toBe(204)
})

test('a session lives 12 hours from its last use and not a moment longer', async () => {
  const { link } = await account('session')
  const cookie = cookieOf(await openLink(link))
  for (let index = 0; index < 3; index += 1) {
    site.clock.passes(11 * 60 * 60_000)
    expect((await asks(cookie)).statusCode).toBe(200)
  }
  site.clock.passes(12 * 60 * 60_000)
  const late = await asks(cookie)
  expect(late.statusCode).toBe(401)
  expect(late.json()).toEqual({ error: 'signed_out', message: '登录已失效，请重新登录。' })
})

const sit = async (link: string, seat: string) =>
  cookieOf(await post('/api/sign-in/link', { token: tokenOf(link) }, { 'x-seat': seat }))

test('one browser holds several seats, each its own session', async () => {
  const [one, two] = [await account('seat.one'), await account('seat.two')]
  const cookie = `${await sit(one.link, 'agent')}; ${await sit(two.link, 'department')}`
  expect(cookie).toContain('kefutai_session_agent=')
  expect((await asks(cookie, { 'x-seat': 'agent' })).json()).toMatchObject({ workNo: 'seat.one' })
  expect((await asks(cookie, { 'x-seat': 'department' })).json()).toMatchObject({ workNo: 'seat.two' })
  const byQuery = await site.server.inject({ url: '/api/desk/me?seat=department', headers: { cookie } })
  expect(byQuery.json()).toMatchObject({ workNo: 'seat.two' })
  expect((await asks(cookie)).statusCode).toBe(401)
  expect((await asks(cookie, { 'x-seat': '../x' })).statusCode).toBe(400)
})

test('changes need the session’s own CSRF word', async () => {
  const [one, two] = [await site.member('csrf.one'), await site.member('csrf.two')]
  const read = (headers: Record<string, string>) =>
    site.server.inject({
      method: 'POST',
      url: '/api/desk/channels/desk/read',
      payload: { seq: '1' },
      headers,
    })
  expect((await read(one.headers)).statusCode).toBe(204)
  for (const csrf of ['', 'wrong', two.headers['x-csrf'] ?? '']) {
    const answer = await read({ ...one.headers, 'x-csrf': csrf })
    expect(answer.statusCode).toBe(403)
    expect(answer.json()).toMatchObject({ error: 'csrf' })
  }
  expect((await read({ cookie: one.headers.cookie ?? '' })).statusCode).toBe(403)
})

test('signing out ends the session and takes the cookie away', async () => {
  const member = await site.member('leaves')
  const out = await member.ask({ method: 'POST', url: '/api/desk/sign-out', payload: {} })
  expect(out.headers['set-cookie']).toMatch(/^kefutai_session=; .*Max-Age=0$/)
  expect((await member.ask({ url: '/api/desk/me' })).statusCode).toBe(401)
})

test('a closed account is out at once and stays out', async () => {
  const member = await site.member('closed')
  const link = await site.web.createLink(member.accountId)
  await site.web.closeAccount(member.accountId)
  expect((await member.ask({ url: '/api/desk/me' })).statusCode).toBe(401)
  expect((await openLink(link)).statusCode).toBe(401)
  expect((await signIn('closed', 'whatever-it-was')).statusCode).toBe(401)
})

test('who is no member of the house (any more) is out, whatever the session says', async () => {
  const member = await site.member('fired')
  site.house.members.delete(member.accountId)
  expect((await member.ask({ url: '/api/desk/me' })).statusCode).toBe(401)
})

test('a password is chosen soon after signing in, and ends the other sessions', async () => {
  const member = await site.member('chooses')
  const elsewhere = cookieOf(await openLink(await site.web.createLink(member.accountId)))
  const choose = (password: string) =>
    member.ask({ method: 'POST', url: '/api/desk/password', payload: { password } })
  expect((await choose('kurz')).statusCode).toBe(400)
  expect((await choose('lang genug 1')).statusCode).toBe(204)
  expect((await asks(elsewhere)).statusCode).toBe(401)
  expect((await signIn('chooses', 'lang genug 1')).statusCode).toBe(204)
  site.clock.passes(15 * 60_000)
  expect((await choose('lang genug 2')).json()).toMatchObject({ error: 'sign_in_again' })
})

test.each(['', 'a', 'has space', '<b>', "x'--", 'a'.repeat(65)])('%j is no login', async (login) => {
  await expect(site.web.createAccount({ login })).rejects.toMatchObject({ code: 'bad_login' })
})

test('a login is given once, however it is spelt', async () => {
  await account('twice')
  await expect(site.web.createAccount({ login: ' ＴＷＩＣＥ' })).rejects.toMatchObject({
    code: 'login_taken',
  })
})

test.each([
  [4, 0],
  [5, 30_000],
  [6, 60_000],
  [7, 120_000],
  [9, 480_000],
  [10, 900_000],
  [1000, 900_000],
])('after %i failures a login is locked for %i ms', (failures, ms) => {
  expect(lockAfter(failures)).toBe(ms)
})

test.each([
  ['abcdefghi', false],
  ['abcdefghij', true],
  ['aaaaaaaaaaaa', false],
  ['洗衣机脱水的时候哐哐响', true],
  ['x'.repeat(201), false],
])('%j may be a password: %s', (password, fit) => {
  expect(fitPassword(password)).toBe(fit)
})
