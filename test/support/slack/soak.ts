import type { FakeSlack } from './fake-slack.ts'
import type { Message } from './shapes.ts'

/** A long rush of customers, with what goes wrong on the way; the same at each run of a seed. */
export interface SoakPlan {
  people: number
  messages: number
  /** Simulated length: messages come evenly over it. Start the Slack with `times.refreshMs` for refreshes. */
  lengthMs: number
  seed: number
  /** One answer of chat.postMessage and chat.update in so many is lost after the message was posted. */
  lostEvery?: number
  /** One post in so many is refused with 429. */
  tooManyEvery?: number
  /** After which messages the app dies. */
  kills?: number[]
}

export const fullSoak: SoakPlan = {
  people: 50,
  messages: 5_000,
  lengthMs: 30 * 60_000,
  seed: 20_261_118,
  lostEvery: 20,
  tooManyEvery: 33,
  kills: [1_000, 2_500, 4_000],
}

export interface SoakHooks {
  /** After each message, when the clock has moved: the desk delivers, staff press …. */
  after?(said: Said): Promise<void>
  /** Ends the app without warning and starts it again. */
  kill?(): Promise<void>
}

export interface Said {
  person: string
  /** The person's first message is 1. */
  number: number
  message: Message
}

/**
 * Lets so many people write to the bot in person. Each text is `第N句` with the person's own count. A step waits
 * until the app has acknowledged, or for a moment when nobody is there to do it, before the clock moves on.
 */
export async function soak(slack: FakeSlack, plan: SoakPlan, hooks: SoakHooks = {}): Promise<Said[]> {
  const people = Array.from({ length: plan.people }, (_, index) => `USOAK${index + 1}`)
  for (const id of people) slack.addUser({ id, name: id.toLowerCase() })
  const endings = spoil(slack, plan)
  const random = randomFrom(plan.seed)
  const counts = new Map<string, number>()
  const all: Said[] = []
  const bySockets = slack.sockets.open() > 0
  for (let index = 1; index <= plan.messages; index++) {
    const person = people[Math.floor(random() * people.length)] ?? 'USOAK1'
    const number = (counts.get(person) ?? 0) + 1
    counts.set(person, number)
    const said = { person, number, message: slack.person(person).says('dm', `第${number}句`) }
    all.push(said)
    await settled(slack, bySockets)
    await slack.passes(plan.lengthMs / plan.messages)
    await hooks.after?.(said)
    if (plan.kills?.includes(index)) await hooks.kill?.()
  }
  for (const end of endings) end()
  return all
}

function spoil(slack: FakeSlack, { lostEvery, tooManyEvery }: SoakPlan): (() => void)[] {
  const posting = ['chat.postMessage', 'chat.update']
  return [
    ...(lostEvery
      ? posting.map((method) => slack.faults.add({ method, does: 'lost', every: lostEvery }))
      : []),
    ...(tooManyEvery
      ? [
          slack.faults.add({
            method: 'chat.postMessage',
            does: 'ratelimited',
            retryAfter: 1,
            every: tooManyEvery,
          }),
        ]
      : []),
  ]
}

// What went to a socket that then closed is only told again when Slack's clock goes on.
const patienceMs = 100
// The SDK takes up to twelve seconds of the wall's clock to come back; five simulated minutes must not pass meanwhile.
const gapMs = 60_000

async function settled(slack: FakeSlack, bySockets: boolean): Promise<void> {
  if (bySockets) await slack.until(() => slack.sockets.open() > 0, 'a socket is open again', gapMs)
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs)
  })
  await Promise.race([slack.quiet(), patience])
  clearTimeout(timer)
}

/** Numbers from 0 to 1, always the same ones for a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Verdict {
  /** Messages nobody answered, as "person number". */
  lost: string[]
  /** Answered more than once. */
  twice: string[]
  /** Whose answers came in another order than their messages. */
  disordered: string[]
}

/** Whether each person got one answer to each message, in order. `numberIn` reads from an answer which it is for. */
export function verdict(
  slack: FakeSlack,
  said: Said[],
  numberIn: (answer: Message) => number | undefined,
): Verdict {
  const found: Verdict = { lost: [], twice: [], disordered: [] }
  for (const person of new Set(said.map((one) => one.person))) {
    const answers = slack
      .person(person)
      .dm()
      .filter(({ botId }) => botId !== undefined)
    const numbers = answers.map(numberIn).filter((number) => number !== undefined)
    const answered = new Set(numbers)
    for (const { number } of said.filter((one) => one.person === person)) {
      if (!answered.has(number)) found.lost.push(`${person} ${number}`)
    }
    for (const number of answered) {
      if (numbers.filter((one) => one === number).length > 1) found.twice.push(`${person} ${number}`)
    }
    if (numbers.some((number, index) => number < (numbers[index - 1] ?? 0))) found.disordered.push(person)
  }
  return found
}
