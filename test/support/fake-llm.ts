import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Llm } from '../../src/inbox/second-opinion.ts'
import type { Opinion } from '../../src/language/opinion-answer.ts'

/** What the fake does with a request. */
export type Behaviour = (answer: ServerResponse) => void | Promise<void>

export interface FakeLlm {
  llm: Llm
  /** The bodies it got, as they came, with their headers. */
  heard: { body: string; authorization: string | undefined; path: string | undefined }[]
  /** From now on it behaves so. */
  behaves(behaviour: Behaviour): void
  close(): Promise<void>
}

const good: Opinion = { category: 'return_exchange', priority: 'normal', emotion: 'calm', confidence: 0.93 }

/** A language model on this machine that does as it is told, well or badly. */
export async function startFakeLlm(more: Partial<Llm> = {}): Promise<FakeLlm> {
  const heard: FakeLlm['heard'] = []
  let behaviour = answers()
  const hear = async (request: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const body = await bodyOf(request)
    heard.push({ body, authorization: request.headers.authorization, path: request.url })
    await behaviour(answer)
  }
  const server = createServer((request, answer) => void hear(request, answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const llm: Llm = {
    url: `http://127.0.0.1:${port}/v1`,
    key: 'sk-very-secret',
    model: 'fake-7b',
    daily: 500,
    fetch,
    ...more,
  }
  return {
    llm,
    heard,
    behaves: (next) => {
      behaviour = next
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers with an opinion, whole or in part another one. */
export const answers = (opinion: Partial<Opinion> = {}): Behaviour =>
  says(JSON.stringify({ ...good, ...opinion }))

/** Answers with these words. */
export const says =
  (content: string): Behaviour =>
  (answer) =>
    send(answer, 200, JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content } }] }))

/** Answers with this body, whatever it is. */
export const sends =
  (status: number, body: string, headers: Record<string, string> = {}): Behaviour =>
  (answer) =>
    send(answer, status, body, headers)

/** Takes the request and never answers. */
export const staysSilent: Behaviour = () => undefined

/** Begins an answer and never ends it. */
export const neverEnds: Behaviour = (answer) => {
  answer.writeHead(200, { 'content-type': 'application/json' })
  answer.write('{"choices":[')
}

/** Sends as much as is taken. */
export const floods: Behaviour = (answer) => {
  const chunk = Buffer.alloc(16_384, ' ')
  const pour = (): void => {
    while (!answer.destroyed && answer.write(chunk));
  }
  answer.writeHead(200, { 'content-type': 'application/json' })
  answer.on('drain', pour)
  pour()
}

/** Hangs up in the middle. */
export const hangsUp: Behaviour = (answer) => {
  answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '4096' })
  answer.write('{"choices":[', () => answer.destroy())
}

/** Does something else first, then answers. */
export const after =
  (first: () => Promise<unknown>, then: Behaviour = answers()): Behaviour =>
  async (answer) => {
    await first()
    await then(answer)
  }

function send(
  answer: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  answer.writeHead(status, { 'content-type': 'application/json', ...headers })
  answer.end(body)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
