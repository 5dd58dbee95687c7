import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Api, createApi } from './api.ts'
import { createGateway, type Gateway } from './gateway.ts'
import { createHeldClock, type HeldClock } from './held-clock.ts'
import { createPeople, type People, type PostCallback } from './people.ts'
import { chatOf, createWorld, type Group, type Person, type Seen, type World } from './world.ts'

export interface FakeDingtalk extends People {
  /** http://127.0.0.1:port: the OpenAPI, the older API, files, session webhooks. */
  url: string
  clock: HeldClock
  world: World
  gateway: Gateway
  api: Api
  /** Somebody joins the organisation; without a staff id, a guest. */
  joins(nick: string, more?: Partial<Person>): Person
  /** A group with the robot in it. */
  group(id: string, more?: Partial<Group>): Group
  /** A file that somebody may send: its download code. */
  file(code: string, file: { name: string; bytes: Buffer; mediaType: string }): string
  /** What is to be seen in a group, or in the chat of two with somebody (by staff id). */
  chat(id: string): Seen[]
  /** Callbacks go by HTTP from now on. */
  posts(post: PostCallback): void
  close(): Promise<void>
}

/** DingTalk on this machine, as far as a desk meets it: good and bad, on a held clock. */
export async function startFakeDingtalk(clock: HeldClock = createHeldClock()): Promise<FakeDingtalk> {
  const world = createWorld(clock.now)
  const gateway = createGateway(world, clock)
  const api = createApi(world)
  let post: PostCallback | undefined
  const server = createServer((request, response) => {
    const opens = request.url === '/v1.0/gateway/connections/open'
    void (opens ? open(request, response) : api.answer(request, response))
  })
  server.on('upgrade', gateway.upgrade)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const open = async (...[request, response]: Parameters<Api['answer']>): Promise<void> => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const { status, body, html } = gateway.open(JSON.parse(text), url)
    response.writeHead(status, { 'content-type': html ? 'application/xml' : 'application/json' })
    response.end(html ? String(body) : JSON.stringify(body))
  }
  return {
    ...createPeople(world, { gateway, clock, base: () => url, post: () => post }),
    url,
    clock,
    world,
    gateway,
    api,
    joins(nick, more = {}) {
      const person = { nick, senderId: `$:LWCP_v1:$${nick}`, ...more }
      world.people.set(nick, person)
      return person
    },
    group(id, more = {}) {
      const group = { id, title: id, robot: true, ...more }
      world.groups.set(id, group)
      return group
    },
    file(code, file) {
      world.files.set(code, file)
      return code
    },
    chat: (id) => chatOf(world, id),
    posts: (next) => {
      post = next
    },
    async close() {
      await gateway.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
