import { randomUUID } from 'node:crypto'
import { changeCard } from './card-api.ts'
import type { Gateway } from './gateway.ts'
import type { HeldClock } from './held-clock.ts'
import { type CardInstance, keyOf, type Person, show, type World } from './world.ts'

/** What somebody does in a chat. */
export interface Said {
  /** The group; absent in the chat of two with the robot. */
  in?: string
  msgId?: string
  /** In a group only what mentions the robot reaches it. */
  atRobot?: boolean
  /** The session webhook's life; 90 minutes where nothing is said, absent for 0. */
  webhookMs?: number
}

export interface Body {
  msgtype: string
  text?: { content: string }
  content?: unknown
}

/** What the presser sees at once. */
export interface PressShown {
  /** Held milliseconds until the answer. */
  tookMs: number
  /** Set where the two seconds were over: the card says that it did not work. */
  timedOut: boolean
  answer: unknown
}

/** The people at their screens. */
export interface People {
  /** Sends words; answers the message id of its frame, or undefined where the robot never sees it. */
  says(person: string, text: string, said?: Said): string | undefined
  sends(person: string, body: Body, said?: Said): string | undefined
  /** The inbound message as DingTalk writes it. */
  message(person: Person, body: Body, said?: Said): Record<string, unknown>
  /** Presses a button of a card. */
  presses(
    person: string,
    outTrackId: string,
    button: string,
    params?: Record<string, unknown>,
  ): Promise<PressShown>
  /** The same on a screen that still shows an older card. */
  pressesStale(person: string, outTrackId: string, button: string): Promise<PressShown>
}

const topicRobot = '/v1.0/im/bot/messages/get'
const topicCard = '/v1.0/card/instances/callback'
const pressMs = 2000

/** How a callback over HTTP is brought to the desk; absent: by stream. */
export type PostCallback = (path: 'robot' | 'card', body: unknown) => Promise<string>

export function createPeople(
  world: World,
  {
    gateway,
    clock,
    base,
    post,
  }: { gateway: Gateway; clock: HeldClock; base: () => string; post: () => PostCallback | undefined },
): People {
  const personNamed = (nick: string): Person => {
    const person = world.people.get(nick)
    if (!person) throw new Error(`nobody is called ${nick}`)
    return person
  }
  const people: People = {
    says: (person, text, said) => people.sends(person, { msgtype: 'text', text: { content: text } }, said),
    sends(nick, body, said = {}) {
      const person = personNamed(nick)
      const chat = said.in ?? keyOf(person)
      show(world, chat, {
        by: nick,
        kind: body.msgtype === 'text' ? 'text' : 'other',
        text: wordsOf(body),
        via: 'person',
      })
      const seen = said.in === undefined || (said.atRobot !== false && world.groups.get(said.in)?.robot)
      if (!seen) return undefined
      const data = people.message(person, body, said)
      const posts = post()
      if (posts) {
        void posts('robot', data)
        return undefined
      }
      return gateway.push({ type: 'CALLBACK', topic: topicRobot, data })
    },
    message(person, body, said = {}) {
      const group = said.in === undefined ? undefined : world.groups.get(said.in)
      const session = randomUUID()
      const lifeMs = said.webhookMs ?? 90 * 60_000
      const expiresAt = world.now().getTime() + lifeMs
      world.sessions.set(session, { chat: group?.id ?? keyOf(person), expiresAt })
      return {
        conversationId: group?.id ?? `cid1:1${keyOf(person)}==`,
        conversationType: group ? '2' : '1',
        ...(group
          ? { conversationTitle: group.title, isInAtList: true, atUsers: [{ dingtalkId: world.robotCode }] }
          : {}),
        chatbotCorpId: world.corpId,
        chatbotUserId: '$:LWCP_v1:$robot',
        msgId: said.msgId ?? `msg${randomUUID()}`,
        senderNick: person.nick,
        ...(person.staffId ? { senderStaffId: person.staffId, senderCorpId: world.corpId } : {}),
        senderId: person.senderId,
        isAdmin: false,
        robotCode: world.robotCode,
        createAt: world.now().getTime(),
        ...(lifeMs > 0
          ? {
              sessionWebhook: `${base()}/robot/sendBySession?session=${session}`,
              sessionWebhookExpiredTime: expiresAt,
            }
          : {}),
        ...body,
      }
    },
    async presses(nick, outTrackId, button, params = {}) {
      const card = world.cards.get(outTrackId)
      if (!card) throw new Error(`no card ${outTrackId}`)
      offered(card, personNamed(nick), button)
      return await press(personNamed(nick), card, { button, params })
    },
    async pressesStale(nick, outTrackId, button) {
      const card = world.cards.get(outTrackId)
      if (!card) throw new Error(`no card ${outTrackId}`)
      return await press(personNamed(nick), card, { button, params: {} })
    },
  }
  async function press(
    person: Person,
    card: CardInstance,
    { button, params }: { button: string; params: Record<string, unknown> },
  ): Promise<PressShown> {
    const { outTrackId } = card
    const data = callbackOf(world, person, { outTrackId, button, params })
    const began = clock.now().getTime()
    const posts = post()
    const answering =
      posts && card.callbackType === 'HTTP'
        ? posts('card', data)
        : gateway
            .acked(gateway.push({ type: 'CALLBACK', topic: topicCard, data }))
            .then((ack) => JSON.stringify((JSON.parse(ack.data) as { response: unknown }).response))
    const late = clock.pause(pressMs).then(() => undefined)
    const answered = await Promise.race([answering, late])
    const tookMs = clock.now().getTime() - began
    if (answered === undefined) return { tookMs, timedOut: true, answer: undefined }
    const answer = JSON.parse(answered) as {
      cardUpdateOptions?: { updateCardDataByKey?: boolean; updatePrivateDataByKey?: boolean }
      cardData?: { cardParamMap: Record<string, string> }
      userPrivateData?: { cardParamMap: Record<string, string> }
    } | null
    if (answer) {
      const { userPrivateData, ...rest } = answer
      changeCard(card, {
        ...rest,
        ...(userPrivateData ? { privateData: { [person.staffId ?? '']: userPrivateData } } : {}),
      })
    }
    return { tookMs, timedOut: false, answer }
  }
  return people
}

const wordsOf = ({ text, content }: Body): string => text?.content ?? JSON.stringify(content ?? {})

/** A button that is not on the presser's card cannot be pressed; own templates know theirs themselves. */
function offered(card: CardInstance, person: Person, button: string): void {
  const shown = { ...card.params, ...card.own.get(person.staffId ?? '') }
  if (shown.sys_full_json_obj === undefined) return
  const { msgButtons = [] } = JSON.parse(shown.sys_full_json_obj) as {
    msgButtons?: { id?: string; text: string }[]
  }
  if (!msgButtons.some(({ id }) => id === button))
    throw new Error(
      `no button ${button} among ${msgButtons.map(({ id, text }) => `${id} ${text}`).join(', ')}`,
    )
}

const callbackOf = (
  world: World,
  person: Person,
  { outTrackId, button, params }: { outTrackId: string; button: string; params: Record<string, unknown> },
): object => {
  const [space = ''] =
    [...world.chats].find(([, seen]) => seen.some((one) => one.card?.outTrackId === outTrackId)) ?? []
  return {
    type: 'actionCallback',
    outTrackId,
    corpId: world.corpId,
    userId: person.staffId ?? person.senderId,
    userIdType: 1,
    spaceType: world.groups.has(space) ? 'IM_GROUP' : 'IM_ROBOT',
    spaceId: space,
    content: JSON.stringify({ cardPrivateData: { actionIds: [button], params } }),
  }
}
