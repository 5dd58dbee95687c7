import { mask } from '../language/personal/mask.ts'
import { alikeAny, groupsOf } from './alike.ts'
import { type CheckContext, checkReply } from './check.ts'
import { exampleOf } from './example.ts'
import { leaveOpen } from './leave-open.ts'
import type { ScriptLibrary } from './script.ts'

/** A suggestion that an agent sent in words of their own, and what it was about. */
export interface EditedReply {
  ticketId: number
  number: string
  category: string
  step: string
  tone: string
  /** The script it was made from, if any, as it had been filled. */
  script: string | null
  proposed: string
  sent: string
  /** The customer's words. */
  message: string
  agent: { name: string; workNo: string }
}

/** A reply that deserves to be a script. */
export interface NewProposal {
  text: string
  /** The script most of its authors began from. */
  script: string | null
  category: string
  step: string
  tone: string
  examples: string[]
  times: number
}

/** What is not to be proposed. */
export interface Known {
  /** The texts of earlier proposals, whatever became of them. */
  texts: readonly string[]
  /** What the company lets an agent say. */
  check: Omit<CheckContext, 'customer' | 'emotion'>
}

const enoughTickets = 3
/** Of the character pairs, what two replies share that say the same. */
const alikeGate = 0.75
/** What was declined is not proposed in a slightly other form; the same wording as ranking sees it. */
const knownGate = 0.5
/** Less than this is a courtesy. */
const shortest = 10
const mostExamples = 30

interface Reply extends EditedReply {
  /** What was sent, with its slots open. */
  text: string
}

/**
 * New scripts from replies that agents wrote alike for at least three tickets of a category, newest reply first in
 * the list; the most used first. None that a script or an earlier proposal says already, none the reply check stops.
 */
export function proposalsFrom(
  edited: readonly EditedReply[],
  library: ScriptLibrary,
  known: Known,
): NewProposal[] {
  const templates = new Map(library.scripts.map(({ id, text }) => [id, text]))
  const replies = edited
    .map((reply): Reply => ({ ...reply, text: openText(reply, templates) }))
    .filter(({ text }) => bare(text).length >= shortest)
  const groups = [...Map.groupBy(replies, ({ category }) => category).values()].flatMap((list) =>
    groupsOf(
      list.map(({ text }) => bare(text)),
      alikeGate,
    ).map((places) => places.flatMap((at) => list[at] ?? [])),
  )
  const isKnown = alikeAny(known.texts.map(bare), knownGate)
  const isScript = alikeAny(
    library.scripts.map(({ text }) => bare(text)),
    alikeGate,
  )
  return groups
    .filter((group) => new Set(group.map(({ ticketId }) => ticketId)).size >= enoughTickets)
    .filter((group) => !group.some(({ text }) => isKnown(bare(text))))
    .flatMap((group) => proposalOf(group))
    .filter(({ text }) => !isScript(bare(text)) && passes(text, known))
    .toSorted((one, other) => other.times - one.times)
}

function openText(reply: EditedReply, templates: ReadonlyMap<string, string>): string {
  const { script, proposed, number, agent } = reply
  const template = script === null ? undefined : templates.get(script)
  const values = { number, agent: agent.name, work_no: agent.workNo }
  return leaveOpen(reply.sent, { proposed, values, ...(template === undefined ? {} : { template }) })
}

/** What is compared: the words alone, whatever stands in their slots. */
const bare = (text: string): string => text.replace(/\{[a-z_]+\}/g, '').replace(/\s+/g, '')

function proposalOf(group: readonly Reply[]): NewProposal[] {
  const text = wordingOf(group)
  const [first] = group
  if (!first || text === undefined) return []
  const examples = new Set(group.flatMap(({ message }) => exampleOf(message) ?? []))
  return [
    {
      text,
      script: commonest(group.map(({ script }) => script)) ?? null,
      category: first.category,
      step: commonest(group.map(({ step }) => step)) ?? first.step,
      tone: commonest(group.map(({ tone }) => tone)) ?? first.tone,
      examples: [...examples].slice(0, mostExamples),
      times: group.length,
    },
  ]
}

/** The wording most of them used, one without anything personal before all others. */
function wordingOf(group: readonly Reply[]): string | undefined {
  const texts = group.map(({ text }) => text)
  const clean = texts.filter((text) => mask(text, { orders: true }).masked === text)
  const chosen = commonest(clean) ?? commonest(texts)
  return chosen === undefined ? undefined : mask(chosen, { orders: true }).masked
}

/** The value that comes most often, the first of them in a tie. */
function commonest<Value>(values: readonly Value[]): Value | undefined {
  const counts = [...Map.groupBy(values, (value) => value)].map(([value, all]) => ({
    value,
    count: all.length,
  }))
  return counts.reduce<(typeof counts)[number] | undefined>(
    (best, one) => (best && best.count >= one.count ? best : one),
    undefined,
  )?.value
}

function passes(text: string, { check }: Known): boolean {
  return checkReply(text, { ...check, customer: '', emotion: 'calm' }).every(({ level }) => level !== 'block')
}
