import path from 'node:path'
import { Script } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundlePages, pageNames } from '../../../src/platforms/web/bundle.ts'
import { createSite, type Site } from '../../support/web.ts'

let site: Site
beforeAll(async () => {
  site = await createSite()
})
afterAll(() => site.close())

const get = (url: string, headers: Record<string, string> = {}) => site.server.inject({ url, headers })

test.each([
  ['/chat', '在线客服', '*'],
  ['/desk', '客服台', "'none'"],
  ['/sign-in', '登录', "'none'"],
  ['/sign-in/some-token', '登录', "'none'"],
  ['/admin', '系统管理', "'none'"],
])('%s is a page without inline script, framed by nobody who should not', async (url, title, framed) => {
  const page = await get(url)
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain(`<title>${title}</title>`)
  expect(page.body).toContain('<html lang="zh-CN">')
  expect(page.body).toContain('<div id="app" data-zone="Asia/Shanghai"></div>')
  expect(page.body).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|style="/)
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toMatch(/unsafe|\bhttps?:/)
  expect(policy).toContain(`frame-ancestors ${framed}`)
  expect(page.headers['x-frame-options']).toBe(url === '/chat' ? undefined : 'DENY')
  expect(page.headers['strict-transport-security']).toMatch(/max-age=/)
  expect(page.headers['referrer-policy']).toBe('no-referrer')
})

test('the files of a page are found, kept for a year, and changed by their name', async () => {
  const page = await get('/chat')
  const script = /src="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const style = /rel="stylesheet" href="([^"]+)"/.exec(page.body)?.[1] ?? ''
  expect([script, style]).toEqual([
    expect.stringMatching(/^\/assets\/chat-\w{8}\.js$/),
    expect.stringMatching(/^\/assets\/chat-\w{8}\.css$/),
  ])
  const loaded = await get(script)
  expect(loaded.body).toContain('chat')
  expect(loaded.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  })
  expect((await get(style)).headers['content-type']).toBe('text/css; charset=utf-8')
})

test('the language is what the address says, else what the browser asks for', async () => {
  expect((await get('/chat', { 'accept-language': 'en-GB,en;q=0.9' })).body).toContain('<html lang="en">')
  expect((await get('/chat?lang=zh-CN', { 'accept-language': 'en' })).body).toContain('<html lang="zh-CN">')
  expect((await get('/chat?lang="><script>', { 'accept-language': 'en' })).body).toContain(
    '<html lang="zh-CN">',
  )
})

test.each([
  '/nowhere',
  '/assets/none.js',
  '/assets/..%2f..%2fpackage.json',
  '/assets/%2e%2e/index.ts',
  '/demo',
  '/desk/../.env',
])('%s is a page that says there is nothing', async (url) => {
  const page = await get(url)
  expect(page.statusCode).toBe(404)
  expect(page.body).toContain('没有这个页面')
  expect(page.body).not.toContain('at ')
})

test('an unknown question is refused as JSON', async () => {
  const answer = await get('/api/nowhere', { 'accept-language': 'en' })
  expect(answer.statusCode).toBe(404)
  expect(answer.json()).toEqual({ error: 'not_found', message: 'Not found; it may have been moved.' })
})

test('a broken body is refused as JSON, without a word about how it broke', async () => {
  const answer = await site.server.inject({
    method: 'POST',
    url: '/api/chat/visitor',
    payload: '{"locale":',
    headers: { 'content-type': 'application/json' },
  })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toEqual({ error: 'bad_input', message: '这个请求无法识别，请刷新页面后再试。' })
})

test('/ leads to the desk, and in the demonstration to its page, whose frames are allowed', async () => {
  expect((await get('/')).headers.location).toBe('/desk')
  const demo = await createSite({ demo: true })
  expect((await demo.server.inject({ url: '/' })).headers.location).toBe('/demo')
  const page = await demo.server.inject({ url: '/demo' })
  expect(page.headers['content-security-policy']).toContain("frame-src 'self'")
  const desk = await demo.server.inject({ url: '/desk' })
  expect(desk.headers['content-security-policy']).toContain("frame-ancestors 'self'")
  expect(desk.headers['x-frame-options']).toBe('SAMEORIGIN')
  await demo.close()
})

test('one script tag puts the chat into any site', async () => {
  const script = await get('/embed.js')
  expect(script.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
  })
  expect(script.body).toContain('"open":"在线客服"')
  expect(() => new Script(script.body)).not.toThrow()
})

test('the real pages build', () => {
  const bundle = bundlePages(path.resolve(import.meta.dirname, '../../../src/platforms/web/page'))
  expect([...bundle.pages.keys()].toSorted()).toEqual([...pageNames].toSorted())
})
