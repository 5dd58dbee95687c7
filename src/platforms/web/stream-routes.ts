import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import type { StreamEvent } from './api.ts'
import { queryOf } from './asked.ts'
import type { WebDeps } from './deps.ts'
import type { Hub, Reader } from './hub.ts'
import { authenticateMember } from './member.ts'
import { changedPosts } from './post.ts'
import { memberReader, visitorReader } from './reader.ts'
import { RefusalError } from './refusal.ts'
import { channelRoom, visitorRoom } from './room.ts'
import { createSink, type Sink } from './sink.ts'
import { authenticateVisitor } from './visitor.ts'

// What is repeated, so that a change that was stamped before and committed after is not missed.
const overlapMs = 10_000
const mostToCatchUp = 500

/** The two live streams: a visitor's room, and the channels of a member. */
export const streamRoutes =
  (deps: WebDeps, hub: Hub): FastifyPluginCallback =>
  (fastify, _, done) => {
    fastify.get('/api/chat/stream', async (request, reply) => {
      const visitor = await authenticateVisitor(deps, request)
      const since = sinceOf(deps, request)
      const sink = openSink(reply)
      const rooms = [visitorRoom(visitor.id)]
      await follow(hub, {
        request,
        reader: visitorReader(visitor, sink),
        past: () => changesOf(deps, rooms, since),
      })
    })
    fastify.get('/api/desk/stream', async (request, reply) => {
      const asker = await authenticateMember(deps, request)
      const since = sinceOf(deps, request)
      const sink = openSink(reply)
      const rooms = asker.member.channels.map((channel) => channelRoom(channel.id))
      await follow(hub, {
        request,
        reader: memberReader(deps, asker, sink),
        past: () => changesOf(deps, rooms, since),
      })
    })
    done()
  }

async function follow(
  hub: Hub,
  stream: { request: FastifyRequest; reader: Reader; past: () => Promise<StreamEvent[] | undefined> },
): Promise<void> {
  const { request, reader, past } = stream
  let leave: (() => void) | undefined
  let gone = false
  const { socket } = request.raw
  // Who hung up while we looked who it is says so no more.
  if (socket.destroyed) return reader.sink.end()
  socket.once('close', () => {
    gone = true
    leave?.()
  })
  leave = await hub.join(reader, past)
  if (gone) leave()
}

/** From when on the reader wants the changes: what it names, or a moment ago. */
function sinceOf(deps: WebDeps, request: FastifyRequest): Date {
  const said = queryOf(request, 'since')
  const at = said === undefined ? deps.now().getTime() : Date.parse(said)
  if (!Number.isFinite(at)) throw new RefusalError('bad_input')
  return new Date(at - overlapMs)
}

/** What changed since then in these rooms; undefined when it is so much that loading again is less. */
async function changesOf(deps: WebDeps, rooms: string[], since: Date): Promise<StreamEvent[] | undefined> {
  const posts = await changedPosts(deps.db, rooms, { since, most: mostToCatchUp + 1 })
  if (posts.length > mostToCatchUp) return undefined
  return posts.map(({ room, post }) => ({ type: 'post', room, post }))
}

/** Takes the answer out of fastify's hands and opens it as a stream. */
function openSink(reply: FastifyReply): Sink {
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    // An ended stream leaves no idle connection behind, which a closing server would wait for.
    connection: 'close',
    // nginx would otherwise keep the stream until it is full.
    'x-accel-buffering': 'no',
  })
  raw.write(': open\n\n')
  raw.on('error', () => undefined)
  return createSink(raw)
}
