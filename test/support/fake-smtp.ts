import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/** Where a session is when the fake may do something else than a good server. */
type Moment = 'greeting' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'part' | 'end'

/** Says this instead, hangs up, says nothing for ever (`silent`), or goes on as a good server does (`fine`). */
export type Deed = `${number} ${string}` | 'hang up' | 'silent' | 'fine'

interface TakenMail {
  from: string
  to: string[]
  raw: Buffer
}

export interface FakeSmtp {
  port: number
  /** What it answers for. */
  taken: TakenMail[]
  /** Every mail of which it got the end, whatever it said then. */
  heard: Buffer[]
  /** Commands as they came, of all sessions; AUTH with its words. */
  commands: string[]
  /** How many sessions there were. */
  sessions(): number
  /** What it does at a moment, once for each deed given; then it is good again. `part`: in the middle of a mail. */
  at(moment: Moment, ...deeds: Deed[]): void
  /** Lets the sessions that wait for a word go on: what it held back is taken. */
  release(): void
  /** Ends every connection, as a server that dies. */
  cut(): void
  close(): Promise<void>
}

interface FakeSmtpOptions {
  /** Offers STARTTLS with this certificate; `tls` from the first byte. */
  secure?: { key: string; cert: string; tls?: boolean }
  /** Extensions it tells of. */
  offers?: string[]
}

/** An SMTP server on this machine that misbehaves as it is told. */
export async function startFakeSmtp(options: FakeSmtpOptions = {}): Promise<FakeSmtp> {
  const deeds = new Map<Moment, Deed[]>()
  const sockets = new Set<Socket>()
  const held: (() => void)[] = []
  const fake: Omit<FakeSmtp, 'port'> = {
    taken: [],
    heard: [],
    commands: [],
    sessions: () => count,
    at: (moment, ...next) => void deeds.set(moment, [...(deeds.get(moment) ?? []), ...next]),
    release: () => {
      for (const go of held.splice(0)) go()
    },
    cut: () => {
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      fake.cut()
      server.close()
      await once(server, 'close')
    },
  }
  let count = 0
  const server = createServer((socket) => {
    count += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    const { secure } = options
    const plain = secure?.tls ? new TLSSocket(socket, { isServer: true, ...secure }) : socket
    session({ fake, options, next: (moment) => deeds.get(moment)?.shift() ?? 'fine', held }, plain)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { ...fake, port: (server.address() as AddressInfo).port }
}

interface Server {
  fake: Omit<FakeSmtp, 'port'>
  options: FakeSmtpOptions
  next(moment: Moment): Deed
  held: (() => void)[]
}

interface Session {
  socket: Socket
  secured: boolean
  from: string
  to: string[]
  buffer: Buffer
  mode: 'commands' | 'auth' | 'data' | 'deaf'
}

function session(server: Server, socket: Socket, secured = false): void {
  const state: Session = { socket, secured, from: '', to: [], buffer: Buffer.alloc(0), mode: 'commands' }
  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => {
    state.buffer = Buffer.concat([state.buffer, chunk])
    while (step(server, state));
  })
  // After STARTTLS there is no second greeting.
  if (!(secured && server.options.secure?.tls !== true)) act(server, state, 'greeting', '220 fake ESMTP')
}

/** Reads one command, or a mail up to its end; false when more has to come first. */
function step(server: Server, state: Session): boolean {
  if (state.mode === 'deaf') return false
  if (state.mode === 'data') return endOfMail(server, state)
  const at = state.buffer.indexOf('\r\n')
  if (at < 0) return false
  const line = state.buffer.subarray(0, at).toString('latin1')
  state.buffer = state.buffer.subarray(at + 2)
  server.fake.commands.push(line)
  if (state.mode === 'auth') {
    state.mode = 'commands'
    act(server, state, 'AUTH', '235 welcome')
  } else command(server, state, line)
  return true
}

function endOfMail(server: Server, state: Session): boolean {
  const at = state.buffer.indexOf('\r\n.\r\n')
  if (at < 0) {
    if (state.buffer.length > 1_000) act(server, state, 'part', '')
    return false
  }
  const raw = Buffer.from(
    state.buffer
      .subarray(0, at + 2)
      .toString('latin1')
      .replaceAll('\r\n..', '\r\n.'),
    'latin1',
  )
  state.buffer = state.buffer.subarray(at + 5)
  state.mode = 'commands'
  server.fake.heard.push(raw)
  const take = (): void => void server.fake.taken.push({ from: state.from, to: state.to, raw })
  act(server, state, 'end', '250 2.0.0 queued', take)
  return true
}

function command(server: Server, state: Session, line: string): void {
  const verb = line.split(/[ :]/)[0]?.toUpperCase() ?? ''
  if (verb === 'EHLO') act(server, state, 'EHLO', greeting(server.options, state))
  else if (verb === 'STARTTLS') act(server, state, 'STARTTLS', '220 go on', () => upgrade(server, state))
  else if (verb === 'AUTH' && line.split(' ').length < 3) {
    state.mode = 'auth'
    say(state, '334 ')
  } else if (verb === 'AUTH') act(server, state, 'AUTH', '235 welcome')
  else if (verb === 'MAIL') {
    Object.assign(state, { from: /<(.*?)>/.exec(line)?.[1] ?? '', to: [] })
    act(server, state, 'MAIL', '250 ok')
  } else if (verb === 'RCPT') {
    act(server, state, 'RCPT', '250 ok', () => state.to.push(/<(.*?)>/.exec(line)?.[1] ?? ''))
  } else if (verb === 'DATA' && state.to.length === 0) say(state, '503 nobody to send it to')
  else if (verb === 'DATA') {
    act(server, state, 'DATA', '354 go on', () => {
      state.mode = 'data'
    })
  } else if (verb === 'QUIT') state.socket.end('221 bye\r\n')
  else say(state, verb === 'RSET' || verb === 'NOOP' ? '250 ok' : '502 what?')
}

const greeting = ({ offers = [], secure }: FakeSmtpOptions, { secured }: Session): string =>
  ['fake', ...(secure && !secured ? ['STARTTLS'] : []), 'AUTH PLAIN LOGIN XOAUTH2', ...offers]
    .map((line, index, all) => `250${index === all.length - 1 ? ' ' : '-'}${line}`)
    .join('\r\n')

function upgrade(server: Server, state: Session): void {
  state.mode = 'deaf'
  state.socket.removeAllListeners('data')
  session(server, new TLSSocket(state.socket, { isServer: true, ...server.options.secure }), true)
}

/** Does what was ordered for the moment; `then` belongs to the good answer. */
function act(
  server: Server,
  state: Session,
  moment: Moment,
  good: string,
  then: () => void = () => undefined,
): void {
  const deed = server.next(moment)
  const go = (): void => {
    then()
    if (good !== '') say(state, good)
  }
  if (deed === 'fine') go()
  else if (deed === 'hang up') state.socket.destroy()
  else if (deed === 'silent') server.held.push(go)
  else {
    say(state, deed)
    if (deed.startsWith('421')) state.socket.end()
  }
}

const say = ({ socket }: Session, line: string): void => {
  if (!socket.destroyed) socket.write(`${line}\r\n`)
}
