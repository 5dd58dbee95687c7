import { randomUUID } from 'node:crypto'

/** Somebody of the organisation, or (without a staff id) a guest of a group. */
export interface Person {
  nick: string
  staffId?: string
  /** Encrypted, as guests are known: $:LWCP_v1:… */
  senderId: string
  mobile?: string
  jobNumber?: string
  email?: string
}

export interface Group {
  id: string
  title: string
  /** The robot was put into it. */
  robot: boolean
}

/** Something to be seen in a chat. */
export interface Seen {
  id: string
  /** `robot`, or the nick of a person. */
  by: string
  kind: 'text' | 'markdown' | 'card' | 'actionCard' | 'file' | 'image' | 'other'
  /** As it was given, markdown unrendered; a card's is in its card. */
  text: string
  title?: string
  /** Who was mentioned in a way that rings. */
  at: string[]
  card?: CardInstance
  /** The parameters as they were sent. */
  raw?: Record<string, unknown>
  /** How it came: by which call. */
  via: string
  seenAt: Date
  recalled?: boolean
}

export interface CardInstance {
  outTrackId: string
  templateId: string
  callbackType: string
  callbackRouteKey?: string
  params: Record<string, string>
  /** By user: what only they see over it. */
  own: Map<string, Record<string, string>>
  /** How often it changed. */
  updates: number
}

export interface Ding {
  remindType: number
  to: string[]
  content: string
}

/** The state of the world outside: people, groups, chats. */
export interface World {
  clientId: string
  clientSecret: string
  robotCode: string
  corpId: string
  now: () => Date
  people: Map<string, Person>
  groups: Map<string, Group>
  /** By group id, or by the person's staff id (else sender id). */
  chats: Map<string, Seen[]>
  cards: Map<string, CardInstance>
  dings: Ding[]
  files: Map<string, { name: string; bytes: Buffer; mediaType: string }>
  media: Map<string, { name: string; bytes: Buffer }>
  sessions: Map<string, { chat: string; expiresAt: number }>
  templates: Set<string>
  /** Where presses on cards are brought to over HTTP, by route key. */
  callbacks: Map<string, { url: string; secret: string }>
}

/** https://github.com/open-dingtalk/dingtalk-stream-sdk-python: any app may use these. */
const publicTemplates = [
  '1366a1eb-bc54-4859-ac88-517c56a9acb1.schema',
  '589420e2-c1e2-46ef-a5ed-b8728e654da9.schema',
  '382e4302-551d-4880-bf29-a30acfab2e71.schema',
]

export const createWorld = (now: () => Date): World => ({
  clientId: 'dingfakeclient',
  clientSecret: 'fake-secret-of-the-app',
  robotCode: 'dingfakeclient',
  corpId: 'dingcorp1',
  now,
  people: new Map(),
  groups: new Map(),
  chats: new Map(),
  cards: new Map(),
  dings: [],
  files: new Map(),
  media: new Map(),
  sessions: new Map(),
  templates: new Set(publicTemplates),
  callbacks: new Map(),
})

export const chatOf = (world: World, id: string): Seen[] => {
  const known = world.chats.get(id) ?? []
  world.chats.set(id, known)
  return known
}

export function show(
  world: World,
  chat: string,
  seen: Omit<Seen, 'id' | 'seenAt' | 'at'> & { at?: string[] },
): Seen {
  const made: Seen = { id: randomUUID(), at: [], ...seen, seenAt: world.now() }
  chatOf(world, chat).push(made)
  return made
}

/** Who has this user id (staff id) here. */
export const personOf = (world: World, userId: string): Person | undefined =>
  [...world.people.values()].find(({ staffId }) => staffId === userId)

/** Where a person's chat with the robot is kept. */
export const keyOf = ({ staffId, senderId }: Person): string => staffId ?? senderId
