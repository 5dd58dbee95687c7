import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { mask } from '../../src/language/personal/mask.ts'
import { understand } from '../../src/language/understand.ts'
import { checkReply } from '../../src/scripts/check.ts'
import { freshMessages } from '../scripts/fresh-messages.ts'
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
  const replies = linesOf<{ customer: string; reply: string }>('replies.jsonl')
  const personal = linesOf<{ text: string }>('personal.jsonl').map(({ text }) => text)
  // As dense as a form: eight such lines one below the other.
  const forms = personal.map((_, at) => personal.slice(at, at + 8).join('\n'))
  return [
    row('understanding a message (classify)', messages, (text) => void understand(text, { today })),
    row('checking a reply', replies, ({ customer, reply }) => void checkReply(reply, { customer })),
    row('masking a message', [...messages, ...personal], (text) => void mask(text)),
    row(
      'masking full forms, for each 100 characters',
      forms,
      (text) => void mask(text),
      (text) => text.length / 100,
    ),
    { what: '10,000 lines of classify, start and all', figure: `${(classifyMs() / 1_000).toFixed(1)} s` },
  ]
}

/** The best of several rounds for each: what the work costs, not what the machine does besides. */
function row<Value>(
  what: string,
  values: readonly Value[],
  work: (value: Value) => void,
  size: (value: Value) => number = () => 1,
): Row {
  const best = values.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < rounds; round++)
    for (const [at, value] of values.entries()) {
      const from = performance.now()
      work(value)
      best[at] = Math.min(best[at] ?? 0, (performance.now() - from) / size(value))
    }
  const figure = (share: number): string => (percentile(best, share) * 1_000).toFixed(0)
  return { what, figure: `p50 ${figure(0.5)} µs, p99 ${figure(0.99)} µs` }
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
