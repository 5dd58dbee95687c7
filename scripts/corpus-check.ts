/** `npm run corpus`: labels, duplicates, near-duplicates across splits, and counts of the labelled corpus. */

import { emotions, intents, priorities } from '../src/playbook/playbook.ts'
import { findingCodes } from '../src/scripts/check/finding.ts'
import { type Line, readLabelled, readLines, styleGroups } from './corpus.ts'
import type { ReplyLine } from './evaluation/labelled.ts'

/** What every file of the corpus must hold at least. */
const wanted = { category: 400, emotion: 250, intent: 200, replies: 600, clean: 1 / 3 }
/** Texts that share more of their character pairs than this are one text written twice. */
const sameText = 0.85

const styles = new Set(['chat', ...styleGroups.flat()])

/** Every fault of the corpus in words; an empty list is a sound one. */
export function corpusFaults(): string[] {
  const messages = readLines('messages')
  const turns = readLines('turns')
  const replies = readLabelled<ReplyLine>('replies')
  const fresh = [...readLabelled<Line>('fresh/messages'), ...readLabelled<Line>('fresh/turns')]
  return [
    ...[...messages, ...turns, ...fresh].flatMap(labelFaults),
    ...duplicates(
      'messages',
      messages.map(({ text }) => text),
    ),
    ...duplicates(
      'turns',
      turns.map(({ said, text }) => `${said}|${text}`),
    ),
    ...duplicates(
      'replies',
      replies.map(({ reply }) => reply),
    ),
    ...copies([...messages, ...turns], fresh),
    ...counts(messages, turns),
    ...replyFaults(replies),
  ]
}

function labelFaults({ text, category, priority, emotion, intent, style }: Line): string[] {
  const wrong = [
    priority !== undefined && !priorities.some((one) => one === priority) && `priority ${priority}`,
    !emotions.some((one) => one === emotion) && `emotion ${emotion}`,
    intent !== undefined && !intents.some((one) => one === intent) && `intent ${intent}`,
    !styles.has(style) && `style ${style}`,
    category === 'emergency' && priority !== 'critical' && 'an emergency that is not critical',
    text.trim() === '' && 'no text',
  ].filter((fault) => fault !== false)
  return wrong.map((fault) => `${fault}: ${text.slice(0, 40)}`)
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')

function duplicates(file: string, texts: readonly string[]): string[] {
  const seen = new Set<string>()
  return texts.flatMap((text) => {
    const key = plain(text)
    if (key.length < 6 || !seen.has(key)) {
      seen.add(key)
      return []
    }
    return [`${file}: written twice: ${text.slice(0, 40)}`]
  })
}

/** Nothing that a figure is taken on may stand, nearly the same, where the models learn. */
function copies(learned: readonly Line[], judged: readonly Line[]): string[] {
  const holders = new Map<string, number[]>()
  const sets = learned.map(({ text }) => pairs(text))
  for (const [index, set] of sets.entries())
    for (const pair of set) {
      const list = holders.get(pair)
      if (list) list.push(index)
      else holders.set(pair, [index])
    }
  return judged.flatMap(({ text }) => {
    const own = pairs(text)
    if (own.size < 6) return []
    const shared = new Map<number, number>()
    for (const pair of own)
      for (const index of holders.get(pair) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1)
    const twin = [...shared].find(
      ([index, both]) => both / (own.size + (sets[index]?.size ?? 0) - both) > sameText,
    )
    return twin ? [`fresh, and nearly the same in the corpus: ${text.slice(0, 40)}`] : []
  })
}

function pairs(text: string): Set<string> {
  const key = plain(text)
  return new Set(Array.from({ length: Math.max(0, key.length - 1) }, (_, at) => key.slice(at, at + 2)))
}

function counts(messages: readonly Line[], turns: readonly Line[]): string[] {
  const short = (rows: readonly Line[], key: 'category' | 'emotion' | 'intent'): string[] =>
    Object.entries(Object.groupBy(rows, (row) => row[key] ?? ''))
      .filter(([, list = []]) => list.length < wanted[key])
      .map(([label, list = []]) => `${key} ${label}: ${list.length}, wanted ${wanted[key]}`)
  return [...short(messages, 'category'), ...short(messages, 'emotion'), ...short(turns, 'intent')]
}

function replyFaults(replies: readonly ReplyLine[]): string[] {
  const clean = replies.filter(({ findings }) => findings.length === 0).length
  return [
    ...(replies.length < wanted.replies ? [`replies: ${replies.length}, wanted ${wanted.replies}`] : []),
    ...(clean < replies.length * wanted.clean * 0.9 ? [`clean replies: ${clean} of ${replies.length}`] : []),
    ...replies.flatMap(({ reply, findings }) =>
      findings.flatMap(({ code, words }) => [
        ...(findingCodes.some((one) => one === code) ? [] : [`finding ${code}: ${reply.slice(0, 40)}`]),
        ...(reply.includes(words) ? [] : [`“${words}” is not in: ${reply.slice(0, 40)}`]),
      ]),
    ),
  ]
}

if (import.meta.main) {
  const faults = corpusFaults()
  const messages = readLines('messages')
  const turns = readLines('turns')
  process.stdout.write(
    `${messages.length} messages, ${turns.length} turns, ${readLabelled('replies').length} replies; faults: ${faults.length}\n`,
  )
  for (const fault of faults.slice(0, 100)) process.stdout.write(`  ${fault}\n`)
  if (faults.length > 0) process.exitCode = 1
}
