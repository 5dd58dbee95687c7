import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { mask } from '../../src/language/personal/mask.ts'
import { understand } from '../../src/language/understand.ts'
import { checkReply } from '../../src/scripts/check.ts'
import { freshMessages } from '../scripts/fresh-messages.ts'
import { measureMemory } from './memory.ts'
import { percentile, type Row } from './table.ts'

const root = path.resolve(import.meta.dirname, '../..')
const corpus = path.join(root, 'src/language/corpus')
const linesOf = <Line>(file: string): Line[] =>
  readFileSync(path.join(corpus, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): Line => JSON.parse(line))

const rounds = 8
const today = '2026-11-18'

/** What it costs to read a message, to check a reply and to hide what is personal, and to start and read ten thousand lines. */
export function measureLanguage(): Row[] {
  const messages = freshMessages.map(({ text }) => text)
  const turns = ['accepts', 'not_solved', 'urges'].flatMap((intent) =>
    linesOf<{ said: string; text: string }>(`turns/${intent}.jsonl`),
  )
  const replies = linesOf<{ customer: string; reply: string }>('replies.jsonl')
  const personal = linesOf<{ text: string }>('personal.jsonl').map(({ text }) => text)
  // As dense as a form: eight such lines one below the other.
  const forms = personal.map((_, at) => personal.slice(at, at + 8).join('\n'))
  const plainest = best(messages, (text) => void runsOf(text))
  const unit = percentile(plainest, 0.5)
  const row = (what: string, costs: readonly number[]): Row => ({
    what,
    figure: `${figures(costs)}; ${(percentile(costs, 0.5) / unit).toFixed(1)} times the reference`,
  })
  return [
    { what: 'reference: the runs of three characters of a message', figure: figures(plainest) },
    row(
      'understanding a message (classify)',
      best(messages, (text) => void understand(text, { today })),
    ),
    row(
      'understanding an answer to an agent',
      best(turns, ({ text, said }) => void understand(text, { today, agentSaid: said, open: true })),
    ),
    row(
      'checking a reply',
      best(replies, ({ customer, reply }) => void checkReply(reply, { customer })),
    ),
    row(
      'masking a message',
      best([...messages, ...personal], (text) => void mask(text)),
    ),
    row('masking messages, for each 100 characters', forEach100(messages, mask)),
    row('masking full forms, for each 100 characters', forEach100(forms, mask)),
    growthRow(messages),
    { what: '10,000 lines of classify, start and all', figure: `${(classifyMs() / 1_000).toFixed(1)} s` },
    measureMemory(),
  ]
}

/** As little as any reader of a message must do. */
const runsOf = (text: string): Set<string> =>
  new Set(Array.from(text.normalize('NFKC').toLowerCase(), (_, at) => text.slice(at, at + 3)))

/** The best of several rounds for each, in milliseconds: what the work costs, not what the machine does besides. */
function best<Value>(values: readonly Value[], work: (value: Value) => void): number[] {
  const costs = values.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < rounds; round++)
    for (const [at, value] of values.entries()) {
      const from = performance.now()
      work(value)
      costs[at] = Math.min(costs[at] ?? 0, performance.now() - from)
    }
  return costs
}

/** What a hundred characters of each text cost, in milliseconds. */
const forEach100 = (texts: readonly string[], work: (text: string) => void): number[] =>
  best(texts, work).map((cost, at) => (100 * cost) / (texts[at]?.length ?? 100))

const figures = (costs: readonly number[]): string =>
  `p50 ${micros(costs, 0.5)} µs, p99 ${micros(costs, 0.99)} µs`

const micros = (costs: readonly number[], share: number): string =>
  (percentile(costs, share) * 1_000).toFixed(0)

/** How much more ten times as long a text costs. */
function growthRow(messages: readonly string[]): Row {
  const all = Array.from({ length: 20 }, () => messages.join('，')).join('。')
  const pieces = (length: number): string[] =>
    Array.from({ length: 8 }, (_, at) => all.slice(at * 2_000, at * 2_000 + length))
  const cost = (length: number): number =>
    percentile(
      best(pieces(length), (text) => void understand(text, { today })),
      0.5,
    )
  return {
    what: 'understanding ten times as long a text (1,900 characters against 190)',
    figure: `${(cost(1_900) / cost(190)).toFixed(1)} times`,
  }
}

function classifyMs(): number {
  const lines = Array.from({ length: 10_000 }, (_, id) =>
    JSON.stringify({ id, text: freshMessages[id % freshMessages.length]?.text }),
  )
  const began = performance.now()
  const { status } = spawnSync('npm', ['run', '-s', 'kefutai', '--', 'classify'], {
    cwd: root,
    input: lines.join('\n'),
    maxBuffer: 64 * 1_048_576,
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`classify ended with ${status}`)
  return performance.now() - began
}
