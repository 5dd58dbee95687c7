import type { InboundAction, InboundAttachment, InboundTalk, Outcome, Pulled } from '../../platform.ts'
import { mayMeanAnother, type Standing, standingCards } from '../standing.ts'
import { numberIn, offered, parseTyped, type Typed, valuesFrom } from '../typed.ts'
import { pieces } from '../write/cut.ts'
import { harmless, quoted } from '../write/harmless.ts'
import { outcomeText } from '../write/note.ts'
import { addressOf } from './address.ts'
import { offerDespite, tell } from './answer.ts'
import type { Heard } from './decode.ts'
import { actorOf } from './hear-press.ts'
import { keepImages } from './images.ts'
import { answerFrame, type Stage, sendMarkdown } from './show.ts'

type Words = Extract<Heard, { kind: 'words' }>

/** What somebody wrote to the bot: an answer to a card, or talk. Only an answer with its mark can reach a customer. */
export async function hearWords(stage: Stage, words: Words): Promise<Pulled | undefined> {
  const place = addressOf(words.chat)
  // How else would anybody learn what to write in the playbook?
  if (words.chat.kind === 'group' && !stage.deps.host.channels.has(place)) {
    await answerWords(stage, words, say(stage, 'unknownGroup', { channel: place }))
    return undefined
  }
  const typed = parseTyped(words.text)
  if (!typed) return talk(stage, words)
  const number = ('number' in typed ? typed.number : undefined) ?? numberIn(words.quote)
  const actions = typed.kind === 'act' ? typed.actions : ['suggestion.approve']
  const standing = await standingCards(stage.deps, place, { actions, number })
  const [only] = standing
  const alone = only && standing.length === 1 ? only : undefined
  const clear =
    alone &&
    (typed.kind === 'look' || number !== undefined || !(await mayMeanAnother(stage.deps, place, alone)))
  if (alone && clear) return await onCard(stage, words, { typed, standing: alone, actions })
  if (typed.kind === 'look' && standing.length === 0) return talk(stage, words)
  // A guess could send one customer what was meant for another.
  const numbers = standing.flatMap(({ card }) => (card.ticket ? [card.ticket] : []))
  const key = alone ? 'fresh' : standing.length > 1 ? 'which' : 'noCard'
  await answerWords(
    stage,
    words,
    say(stage, key, { word: words.text.slice(0, 2), numbers: numbers.join('、') }),
  )
  return undefined
}

const say = ({ writing }: Stage, key: string, values?: Record<string, string>): string =>
  writing.translate(writing.locale, `wecom.bot.${key}`, values)

interface About {
  typed: Typed
  standing: Standing
  actions: readonly string[]
}

async function onCard(stage: Stage, words: Words, about: About): Promise<Pulled | undefined> {
  const { typed, standing, actions } = about
  const action = offered(standing.card, actions)
  if (typed.kind !== 'act') return await onChoice(stage, words, { typed, standing })
  const read = action && valuesFrom(action, typed.text)
  if (!action || !read || 'missing' in read) {
    const missing = read && 'missing' in read ? read.missing : undefined
    const options = missing?.options?.map(({ label }) => label).join('、') ?? ''
    const label = missing?.label ?? ''
    await answerWords(
      stage,
      words,
      say(stage, options === '' ? 'missing' : 'missingChoice', { label, options }),
    )
    return undefined
  }
  const takesFiles = action.fields?.some(({ kind }) => kind === 'files') === true
  const images = takesFiles ? words.images : []
  const attachments = await keepImages(stage.deps, words.msgId, images)
  if (!attachments) {
    await answerWords(stage, words, say(stage, 'noImage'))
    return undefined
  }
  return pull(stage, words, { standing, action: action.id, values: read.values, attachments })
}

/** 「发 2」 sends the second of the alternatives; 「2」 shows it whole. */
async function onChoice(
  stage: Stage,
  words: Words,
  { typed, standing }: { typed: Exclude<Typed, { kind: 'act' }>; standing: Standing },
): Promise<Pulled | undefined> {
  const choice = standing.card.choices[typed.nth - 1]
  const number = standing.card.ticket ?? ''
  if (!choice) {
    await answerWords(stage, words, say(stage, 'noChoice', { nth: String(typed.nth), number }))
    return undefined
  }
  if (typed.kind === 'send')
    return pull(stage, words, { standing, action: 'suggestion.approve', values: { choice: choice.id } })
  const hint = say(stage, 'sendIt', { nth: String(typed.nth), number })
  await answerWords(stage, words, `**${harmless(choice.label)}**\n${quoted(choice.text)}\n${hint}`)
  return undefined
}

interface Act {
  standing: Standing
  action: string
  values: Record<string, string>
  attachments?: InboundAttachment[]
}

function pull(stage: Stage, words: Words, { standing, action, values, attachments = [] }: Act): Pulled {
  const inbound: InboundAction = {
    kind: 'action',
    platform: 'wecom',
    externalId: words.msgId,
    by: words.by,
    card: { key: standing.cardKey, revision: standing.revision },
    action,
    values,
    ...(attachments.length > 0 ? { attachments } : {}),
  }
  return {
    inbound,
    answer: (outcome) => answerOutcome(stage, words, { outcome, text: values.text ?? '', inbound }),
    failed: () => void answerWords(stage, words, say(stage, 'notKept')),
  }
}

function talk(stage: Stage, words: Words): Pulled {
  const text = words.images.length > 0 ? `${words.text}\n${say(stage, 'image')}`.trim() : words.text
  const inbound: InboundTalk = {
    kind: 'talk',
    platform: 'wecom',
    externalId: words.msgId,
    by: words.by,
    channel: addressOf(words.chat),
    text,
  }
  return {
    inbound,
    answer: (outcome) => answerOutcome(stage, words, { outcome, text }),
    failed: () => void answerWords(stage, words, say(stage, 'notKept')),
  }
}

async function answerOutcome(
  stage: Stage,
  words: Words,
  { outcome, text, inbound }: { outcome: Outcome; text: string; inbound?: InboundAction },
): Promise<void> {
  if (outcome.status === 'ignored') return
  // Whoever the house does not know may be known by a name that WeCom hides.
  const stranger = outcome.status === 'refused' && !(await stage.deps.host.isStaff(words.by))
  const told = stranger ? say(stage, 'stranger', { account: words.by }) : outcomeText(outcome, text)
  await answerWords(stage, words, told === '' ? say(stage, 'noted') : told)
  if (inbound && outcome.ways?.length) await offerDespite(stage, actorOf(words), { inbound, outcome })
}

/** The answer to words; what has no room in it comes after it. */
async function answerWords(stage: Stage, words: Words, text: string): Promise<void> {
  const [content = '', ...rest] = pieces(text, stage.writing.room.markdownBytes)
  try {
    await answerFrame(stage, words.reqId, content)
  } catch {
    // The connection they came by may be gone: whoever wrote may be written to.
    await tell(stage, actorOf(words), content).catch(() => undefined)
  }
  if (rest.length > 0) await sendMarkdown(stage, actorOf(words).address, rest.join(''))
}
