import { agentActs } from '../language/agent-acts.ts'
import { factsIn } from '../language/facts.ts'
import { factsImplied } from '../language/implied.ts'
import { type Context, understandWith } from '../language/understand.ts'
import type { Understanding } from '../language/understanding.ts'
import type { Models } from '../language/weights.ts'
import type { Facts } from '../playbook/needs.ts'
import { type Priority, priorities } from '../playbook/playbook.ts'

/** One utterance of a conversation. */
export interface Turn {
  from: 'customer' | 'agent'
  text: string
}

/** What the customer has told so far, turn by turn. */
export interface Heard {
  /** The last message in the light of everything before it. */
  understanding: Understanding
  facts: Facts
  /** The customer's words before the last message. */
  before: string
  /** Facts that are there already, by somebody's words or because what was arranged could not be without: nobody asks for them again. */
  onFile: ReadonlySet<string>
  /** The highest there was. */
  priority: Priority
  /** The customer's last words, and all of them. */
  text: string
  all: string
  agentSaid: string
  /** What the agent has ever done. */
  ever: ReadonlySet<string>
  /** The latest words of both. */
  dialogue: string
  /** How many messages the customer wrote. */
  count: number
}

/** Listens to a conversation from its beginning; without a customer's word it is an empty message. */
export function listen(
  turns: readonly Turn[],
  { models, today }: { models: Omit<Models, 'step'>; today: string },
): Heard {
  let heard: Heard | undefined
  let agentSaid = ''
  const ever = new Set<string>()
  for (const { from, text } of turns) {
    if (from === 'agent') {
      agentSaid = text
      for (const act of agentActs(text)) ever.add(act)
    } else heard = hear(models, heard, { text, agentSaid, today, ever: new Set(ever) })
  }
  return heard ?? hear(models, undefined, { text: '', agentSaid, today, ever })
}

interface Utterance {
  text: string
  agentSaid: string
  today: string
  ever: ReadonlySet<string>
}

/** So much of what a customer wrote tells what it is about; the latest words count most. */
const longest = 600

function hear(models: Omit<Models, 'step'>, earlier: Heard | undefined, said: Utterance): Heard {
  const { text, agentSaid, today, ever } = said
  const known = earlier?.understanding
  const context: Context = {
    today,
    open: true,
    ...(agentSaid === '' ? {} : { agentSaid }),
    ...(known ? { known: { category: known.category, confidence: known.confidence.category } } : {}),
  }
  const last = understandWith(models, text, context)
  const all = (earlier ? `${earlier.all}\n${text}` : text).slice(-longest)
  // What it is about, all the words tell together; what is wanted now, the last ones.
  const spoken = `${earlier?.dialogue ?? ''}${agentSaid === '' ? '' : `\n${agentSaid}`}\n${text}`.slice(
    -longest,
  )
  const own = earlier ? understandWith(models, all, { open: true }) : last
  const wide = !earlier ? own : understandWith(models, spoken, { open: true })
  const matter = surer(own, wide)
  const understanding = earlier ? { ...last, ...about(matter, last) } : last
  const priority = moreUrgent(earlier?.priority, moreUrgent(last.priority, matter.priority))
  const facts = told(earlier?.facts ?? {}, last.entities, factsIn(text, agentSaid))
  const onFile = new Set([...(earlier?.onFile ?? []), ...factsImplied(text, agentSaid)])
  return {
    understanding,
    facts,
    before: earlier?.all ?? '',
    onFile,
    priority,
    text,
    all,
    dialogue: spoken,
    agentSaid,
    ever,
    count: (earlier?.count ?? 0) + 1,
  }
}

/** The facts so far with those of one more message, each value once. */
function told(sofar: Facts, ...more: object[]): Facts {
  const facts: Record<string, readonly string[] | undefined> = { ...sofar }
  for (const [name, values] of more.flatMap((one): [string, string[]][] => Object.entries(one)))
    if (values.length > 0) facts[name] = [...new Set([...(facts[name] ?? []), ...values])]
  return facts
}

/** The agent's words may name the matter better than the customer's own; danger only the customer can tell. */
const surer = (own: Understanding, wide: Understanding): Understanding =>
  own.category !== 'emergency' &&
  wide.category !== 'emergency' &&
  wide.confidence.category > own.confidence.category
    ? { ...own, ...about(wide, wide), confidence: wide.confidence }
    : own

function about(
  matter: Understanding,
  last: Understanding,
): Pick<Understanding, 'category' | 'otherCategory'> {
  const { category, otherCategory } = last.category === 'emergency' ? last : matter
  return otherCategory === undefined ? { category } : { category, otherCategory }
}

const moreUrgent = (one: Priority | undefined, other: Priority): Priority =>
  one !== undefined && priorities.indexOf(one) < priorities.indexOf(other) ? one : other
