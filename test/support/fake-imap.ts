import { createServer, type Server, type Socket } from 'node:net'

interface FakeMail {
  uid: number
  raw: Buffer
  arrivedAt: Date
}

export interface FakeFolder {
  uidValidity: number
  /** What it says; by itself one more than the highest there ever was. */
  uidNext?: number
  mails: FakeMail[]
}

/** One command of a client, or the connection itself before the greeting (verb `connect`). */
export interface Asked {
  tag: string
  /** In capitals: `LOGIN`, `EXAMINE`, `UID FETCH` … */
  verb: string
  line: string
  /** The how-manieth connection this is, from 1. */
  connection: number
}

/** What is done instead of answering: bytes, and then silence for ever, or the end of the connection. */
export interface Instead {
  write?: string
  next?: 'silence' | 'drop' | 'reset' | 'answer'
}

export interface FakeImap {
  port: number
  folders: Map<string, FakeFolder>
  password: string
  /** The access tokens it takes (XOAUTH2). */
  tokens: string[]
  /** What it can do besides IMAP4rev1. */
  capabilities: string[]
  /** Everything that was asked, of sign-ins only the verb. */
  asked: Asked[]
  connections: number
  /** Lets it misbehave: called at every command. */
  instead: (asked: Asked) => Instead | undefined
  /** Puts a mail into the inbox and tells those who idle. */
  deliver(raw: string | Buffer, arrivedAt?: Date): FakeMail
  close(): Promise<void>
}

interface Connection {
  socket: Socket
  number: number
  folder: FakeFolder | undefined
  idling: string | undefined
  /** How many mails it was told of. */
  told: number
  silent: boolean
}

/** An IMAP4rev1 server of as much as a reader needs, that misbehaves on demand. */
export async function startFakeImap(): Promise<FakeImap> {
  const open = new Set<Connection>()
  const server: Server = createServer((socket) => accept(fake, open, socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const inbox: FakeFolder = { uidValidity: 7, mails: [] }
  const fake: FakeImap = {
    port: typeof address === 'object' && address ? address.port : 0,
    folders: new Map([['INBOX', inbox]]),
    password: 'auth-code-0815',
    tokens: [],
    capabilities: ['IDLE', 'ID'],
    asked: [],
    connections: 0,
    instead: () => undefined,
    deliver(raw, arrivedAt = new Date()) {
      const folder = fake.folders.get('INBOX') ?? inbox
      const mail = { uid: nextUid(folder), raw: Buffer.from(raw), arrivedAt }
      folder.mails.push(mail)
      for (const connection of open)
        if (connection.idling !== undefined && !connection.silent) connection.socket.write(news(connection))
      return mail
    },
    async close() {
      for (const { socket } of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return fake
}

/** What an idling client must be told. */
function news(connection: Connection): string {
  const count = connection.folder?.mails.length ?? 0
  if (count === connection.told) return ''
  connection.told = count
  return `* ${count} EXISTS\r\n`
}

const nextUid = (folder: FakeFolder): number => Math.max(0, ...folder.mails.map(({ uid }) => uid)) + 1

function accept(fake: FakeImap, open: Set<Connection>, socket: Socket): void {
  fake.connections += 1
  const connection: Connection = {
    socket,
    number: fake.connections,
    folder: undefined,
    idling: undefined,
    told: 0,
    silent: false,
  }
  open.add(connection)
  socket.on('error', () => undefined)
  socket.on('close', () => open.delete(connection))
  let rest = ''
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString()).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) hear(fake, connection, line)
  })
  misbehave(fake, connection, { tag: '*', verb: 'connect', line: '' }, () =>
    socket.write('* OK fake ready\r\n'),
  )
}

function misbehave(
  fake: FakeImap,
  connection: Connection,
  asked: Omit<Asked, 'connection'>,
  answer: () => void,
): void {
  const one = { ...asked, connection: connection.number }
  fake.asked.push(one)
  const instead = fake.instead(one)
  if (connection.silent) return
  if (instead?.write !== undefined) connection.socket.write(instead.write)
  connection.told -= instead?.write?.match(/^\* \d+ EXPUNGE/gm)?.length ?? 0
  if (instead?.next === 'silence') connection.silent = true
  else if (instead?.next === 'drop') connection.socket.destroySoon()
  else if (instead?.next === 'reset') connection.socket.resetAndDestroy()
  else if (!instead || instead.next === 'answer') answer()
}

function hear(fake: FakeImap, connection: Connection, line: string): void {
  if (connection.idling !== undefined) {
    if (line === 'DONE' && !connection.silent) connection.socket.write(`${connection.idling} OK done\r\n`)
    connection.idling = undefined
    return
  }
  const [, tag = '', verb = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/i.exec(line) ?? []
  const asked = { tag, verb: verb.toUpperCase(), line: /^(LOGIN|AUTHENTICATE)$/i.test(verb) ? '' : rest }
  misbehave(fake, connection, asked, () => {
    const said = answers[asked.verb]?.(fake, connection, { ...asked, line: rest })
    if (said === undefined) connection.socket.write(`${tag} BAD what is that\r\n`)
    else connection.socket.write(said)
    if (asked.verb === 'LOGOUT') connection.socket.end()
  })
}

type Answer = (fake: FakeImap, connection: Connection, asked: Omit<Asked, 'connection'>) => string | Buffer

const answers: Record<string, Answer> = {
  CAPABILITY: ({ capabilities }, _connection, { tag }) =>
    `* CAPABILITY IMAP4rev1 ${capabilities.join(' ')}\r\n${tag} OK\r\n`,
  ID: (_fake, _connection, { tag }) => `* ID ("name" "fake")\r\n${tag} OK\r\n`,
  LOGIN: ({ password }, _connection, { tag, line }) =>
    line.endsWith(`"${password}"`) || line.endsWith(` ${password}`)
      ? `${tag} OK in\r\n`
      : `${tag} NO [AUTHENTICATIONFAILED] wrong\r\n`,
  AUTHENTICATE: ({ tokens }, _connection, { tag, line }) => {
    const said = Buffer.from(line.split(' ')[1] ?? '', 'base64').toString()
    const token = /^auth=Bearer (.+)$/.exec(said.split('\u0001')[1] ?? '')?.[1] ?? ''
    return tokens.includes(token) ? `${tag} OK in\r\n` : `${tag} NO AUTHENTICATE failed.\r\n`
  },
  NOOP: (_fake, _connection, { tag }) => `${tag} OK\r\n`,
  LOGOUT: (_fake, _connection, { tag }) => `* BYE\r\n${tag} OK\r\n`,
  LIST: list,
  LSUB: list,
  IDLE: (_fake, connection, { tag }) => {
    connection.idling = tag
    return `+ idling\r\n${news(connection)}`
  },
  EXAMINE: (fake, connection, { tag, line }) => {
    connection.folder = fake.folders.get(line.replaceAll('"', ''))
    if (!connection.folder) return `${tag} NO no such folder\r\n`
    connection.told = connection.folder.mails.length
    const { mails, uidValidity, uidNext = nextUid(connection.folder) } = connection.folder
    return `* ${mails.length} EXISTS\r\n* OK [UIDVALIDITY ${uidValidity}] ok\r\n* OK [UIDNEXT ${uidNext}] ok\r\n${tag} OK [READ-ONLY] ok\r\n`
  },
  'UID SEARCH': (_fake, { folder }, { tag, line }) => {
    const found = (folder?.mails ?? []).filter((mail) => matches(folder, mail, line)).map(({ uid }) => uid)
    return `* SEARCH ${found.join(' ')}\r\n${tag} OK\r\n`
  },
  'UID FETCH': (_fake, { folder }, { tag, line }) => {
    const [, set = '', items = ''] = /^(\S+) (.*)$/.exec(line) ?? []
    const found = (folder?.mails ?? []).flatMap((mail, index) =>
      inSet(folder, mail.uid, set) ? [fetched(mail, index + 1, items)] : [],
    )
    return Buffer.concat([...found, Buffer.from(`${tag} OK\r\n`)])
  },
}

function list(
  { folders }: FakeImap,
  _connection: Connection,
  { tag, line }: Omit<Asked, 'connection'>,
): string {
  const name = /"([^"]*)"$|(\S+)$/.exec(line)?.slice(1).find(Boolean) ?? ''
  if (name === '') return `* LIST (\\Noselect) "/" ""\r\n${tag} OK\r\n`
  return `${folders.has(name) ? `* LIST () "/" "${name}"\r\n` : ''}${tag} OK\r\n`
}

const day = 24 * 60 * 60_000

function matches(folder: FakeFolder | undefined, mail: FakeMail, line: string): boolean {
  const since = /^SINCE "?([^"]+)"?$/.exec(line)?.[1]
  if (since) return Math.floor(mail.arrivedAt.getTime() / day) >= Math.floor(Date.parse(`${since} UTC`) / day)
  return inSet(folder, mail.uid, /^UID (\S+)$/.exec(line)?.[1] ?? '')
}

function inSet(folder: FakeFolder | undefined, uid: number, set: string): boolean {
  const highest = Math.max(0, ...(folder?.mails ?? []).map((mail) => mail.uid))
  const number = (word: string): number => (word === '*' ? highest : Number(word))
  return set.split(',').some((range) => {
    const [from = '', to = from] = range.split(':')
    const [a, b] = [number(from), number(to)]
    return uid >= Math.min(a, b) && uid <= Math.max(a, b)
  })
}

function fetched({ uid, raw, arrivedAt }: FakeMail, seq: number, items: string): Buffer {
  const parts: (string | Buffer)[] = [`* ${seq} FETCH (UID ${uid}`]
  if (items.includes('RFC822.SIZE')) parts.push(` RFC822.SIZE ${raw.length}`)
  if (items.includes('INTERNALDATE')) parts.push(` INTERNALDATE "${internalDate(arrivedAt)}"`)
  if (items.includes('BODY.PEEK[]')) parts.push(` BODY[] {${raw.length}}\r\n`, raw)
  parts.push(')\r\n')
  return Buffer.concat(parts.map((part) => Buffer.from(part)))
}

/** `22-Nov-2026 03:04:05 +0000` */
function internalDate(at: Date): string {
  const [, date = '', month = '', year = '', time = ''] =
    /, (\d+) (\w+) (\d+) (\S+)/.exec(at.toUTCString()) ?? []
  return `${date}-${month}-${year} ${time} +0000`
}
