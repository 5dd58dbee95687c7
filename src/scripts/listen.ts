import { agentActs } from '../language/agent-acts.ts'
import type { Guess } from '../language/category.ts'
import { factsIn } from '../language/facts.ts'
import { factsImplied } from '../language/implied.ts'
import { type Talk, topicOfTalk } from '../language/topic.ts'
import { type Context, understandWith } from '../language/understand.ts'
import { otherLikely, type Understanding } from '../language/understanding.ts'
import type { Understanders } from '../language/weights.ts'
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
  /** What both said, as far as it tells what it is about. */
  dialogue: string
  agentSaid: string
  /** All that the agent said so far. */
  agentWords: string
  /** What the agent has ever done. */
  ever: ReadonlySet<string>
  /** How many messages the customer wrote. */
  count: number
}

/** Listens to a conversation from its beginning; without a customer's word it is an empty message. */
export function listen(
  turns: readonly Turn[],
  { models, today }: { models: Understanders; today: string },
): Heard {
  let heard: Heard | undefined
  let agentSaid = ''
  let agentWords = ''
  let dialogue = ''
  const ever = new Set<string>()
  for (const { from, text } of turns) {
    dialogue = shortened(dialogue === '' ? text : `${dialogue}\n${text}`)
    if (from === 'agent') {
      agentSaid = text
      agentWords = shortened(`${agentWords}\n${text}`)
      for (const act of agentActs(text)) ever.add(act)
    } else heard = hear(models, heard, { text, agentSaid, agentWords, dialogue, today, ever: new Set(ever) })
  }
  return heard ?? hear(models, undefined, { text: '', agentSaid, agentWords, dialogue, today, ever })
}

/** A talk as `listen` hears it at its end. */
export const talkOf = (turns: readonly Turn[]): Talk => ({
  own: joinedWords(turns.filter(({ from }) => from === 'customer')),
  both: joinedWords(turns),
})

const joinedWords = (turns: readonly Turn[]): string =>
  turns.reduce((sofar, { text }) => shortened(sofar === '' ? text : `${sofar}\n${text}`), '')

interface Utterance {
  text: string
  agentSaid: string
  agentWords: string
  dialogue: string
  today: string
  ever: ReadonlySet<string>
}

/** So much of a talk tells what it is about: how it began, and the latest words. */
const kept = { first: 200, last: 400 }

const shortened = (words: string): string =>
  words.length <= kept.first + kept.last + 1
    ? words
    : `${words.slice(0, kept.first)}\n${words.slice(-kept.last)}`

function hear(models: Understanders, earlier: Heard | undefined, said: Utterance): Heard {
  const { text, agentSaid, agentWords, dialogue, today, ever } = said
  const known = earlier?.understanding
  const context: Context = {
    today,
    open: earlier !== undefined,
    ...(agentSaid === '' ? {} : { agentSaid }),
    ...(known ? { known: { category: known.category, confidence: known.confidence.category } } : {}),
  }
  const last = understandWith(models, text, context)
  // What it is about, all the words tell together; what is wanted now, the last ones.
  const all = shortened(earlier ? `${earlier.all}\n${text}` : text)
  // A first message was just read whole.
  const topic =
    all === text && all === dialogue ? undefined : topicOfTalk(models, { own: all, both: dialogue })
  const understanding = topic && last.category !== 'emergency' ? about(topic.category, last) : last
  const priority = moreUrgent(
    earlier?.priority,
    moreUrgent(last.priority, topic?.priority.priority ?? last.priority),
  )
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
    dialogue,
    agentSaid,
    agentWords,
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

function about(category: Guess, last: Understanding): Understanding {
  const { otherCategory: _, ...rest } = last
  const confidence = { ...last.confidence, category: category.sure }
  return { ...rest, category: category.label, ...otherLikely(category), confidence }
}

const moreUrgent = (one: Priority | undefined, other: Priority): Priority =>
  one !== undefined && priorities.indexOf(one) < priorities.indexOf(other) ? one : other
