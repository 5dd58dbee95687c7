import { enter, leave } from './comings.ts'
import { type Chosen, getElement, stateOf } from './elements.ts'
import type { Events } from './events.ts'
import { applyFormAnswer, fillIn, type Values } from './forms.ts'
import type { Interactions, Settled } from './interactions.ts'
import {
  type Channel,
  type Fields,
  isFields,
  listIn,
  type Message,
  type SlackFile,
  type User,
  type View,
  wordIn,
} from './shapes.ts'
import { type GivenFile, reacts, removeMessage, rewrite, type Says, say, upload } from './talk.ts'
import { directChannel, getChannel, getUser, type World } from './world.ts'

/** A person before the screen. Places are channel ids, or 'dm' for the direct conversation with the bot. */
export interface Person {
  id: string
  says(place: string, text: string, more?: Says): Message
  /** Brings a file for a form's file field. */
  uploads(file: GivenFile): SlackFile
  edits(message: Message, text: string): void
  deletes(message: Message): void
  /** Presses a button, or an option of an overflow menu (by value or label), on a message or in a view. */
  presses(at: Message | View, actionId: string, option?: string): Promise<Settled>
  /** Chooses in a select, a date picker …, outside a form's own inputs. */
  chooses(at: Message | View, actionId: string, chosen: Chosen): Promise<Settled>
  /** Fills in and sends the topmost modal, or this one; `errors` of the view tell what was refused. */
  submits(values: Values, view?: View): Promise<Settled>
  /** Closes the topmost modal. */
  closes(): Promise<Settled>
  /** Types a slash command, in this channel or to the bot. */
  types(line: string, place?: string): Promise<Settled>
  /** A message shortcut; a global one when there is no message. */
  shortcut(callbackId: string, message?: Message): Promise<Settled>
  reacts(message: Message, emoji: string): void
  takesBack(message: Message, emoji: string): void
  opensHome(tab?: 'home' | 'messages'): void
  joins(channel: string, by?: string): void
  leaves(channel: string): void
  /** What is on the screen. */
  dm(): Message[]
  ephemerals(place?: string): Message[]
  modal(): View | undefined
  modals(): View[]
  home(): View | undefined
}

export interface PersonMeans {
  world: World
  events: Events
  interactions: Interactions
}

export function createPerson(means: PersonMeans, userId: string): Person {
  const { world } = means
  const user = getUser(world, userId)
  const place = (name = 'dm'): Channel =>
    name === 'dm' ? directChannel(world, botFor(world, user), user.id) : getChannel(world, name)
  const modals = (): View[] => (world.modals.get(user.id) ?? []).flatMap((id) => world.views.get(id) ?? [])
  return {
    id: user.id,
    says: (name, text, more = {}) => say(means, { user, channel: place(name) }, { text, ...more }),
    uploads: (file) => upload(world, { user, file }),
    edits: (message, text) => rewrite(means, message, text),
    deletes: (message) => removeMessage(means, message),
    reacts: (message, emoji) => reacts(means, { user, message, emoji, added: true }),
    takesBack: (message, emoji) => reacts(means, { user, message, emoji, added: false }),
    presses: (at, actionId, option) => press(means, { user, at, actionId, chosen: option }),
    chooses: (at, actionId, chosen) => press(means, { user, at, actionId, chosen }),
    submits: (values, view = modals().at(-1)) => submit(means, user, { view, values }),
    closes: () => closeTop(means, user, modals().at(-1)),
    types: (line, name) => command(means, { user, channel: place(name), line }),
    shortcut: (callbackId, message) => means.interactions.shortcut(user, callbackId, message),
    opensHome(tab = 'home') {
      const channel = place()
      const view = world.views.get(world.homes.get(user.id) ?? '')
      means.events.inChannel(channel, {
        type: 'app_home_opened',
        user: user.id,
        channel: channel.id,
        tab,
        event_ts: String(world.clock.now() / 1_000),
        ...(view && tab === 'home' ? { view: { id: view.id, hash: view.hash } } : {}),
      })
    },
    joins: (name, by) => enter(means, getChannel(world, name), { user, by }),
    leaves: (name) => leave(means, getChannel(world, name), user),
    dm: () => place().messages,
    ephemerals: (name) =>
      (name ? [place(name)] : [...world.channels.values()])
        .flatMap(({ ephemerals }) => ephemerals)
        .filter(({ onlyFor }) => onlyFor === user.id),
    modal: () => modals().at(-1),
    modals,
    home: () => world.views.get(world.homes.get(user.id) ?? ''),
  }
}

// The bot of one's own workspace; strangers write to the one they share a channel with.
function botFor(world: World, user: User): string {
  const own = world.workspaces.get(user.team)?.install
  const shared = [...world.workspaces.values()].find(({ install }) =>
    [...world.channels.values()].some(
      ({ members }) => install && members.has(install.botUserId) && members.has(user.id),
    ),
  )
  const bot = own ?? shared?.install
  if (!bot) throw new Error(`${user.id} knows no bot here`)
  return bot.botUserId
}

async function press(
  { world, interactions }: PersonMeans,
  about: { user: User; at: Message | View; actionId: string; chosen: Chosen | undefined },
): Promise<Settled> {
  const { user, at, actionId, chosen } = about
  const blocks = 'ts' in at ? (at.blocks ?? []) : listIn(at.given, 'blocks')
  const { block, element } = getElement(blocks, actionId)
  const action: Fields = {
    action_id: element.action_id,
    block_id: block.block_id,
    type: element.type,
    ...(chosen === undefined ? pressed(element) : stateOf(world, element, chosen)),
  }
  return await interactions.press(user, 'ts' in at ? { message: at } : { view: at }, action)
}

const pressed = (element: Fields): Fields =>
  Object.fromEntries(
    ['text', 'value', 'style', 'url'].filter((name) => name in element).map((name) => [name, element[name]]),
  )

async function submit(
  { world, interactions }: PersonMeans,
  user: User,
  { view, values }: { view: View | undefined; values: Values },
): Promise<Settled> {
  if (!view) throw new Error(`${user.id} has no form open`)
  fillIn(world, view, values)
  view.errors = {}
  const settled = await interactions.form(user, view, 'view_submission')
  const why = applyFormAnswer(world, view, settled)
  if (why !== undefined) interactions.troubles.push({ user: user.id, what: 'form', why })
  return settled
}

async function closeTop(
  { world, interactions }: PersonMeans,
  user: User,
  view: View | undefined,
): Promise<Settled> {
  if (!view) throw new Error(`${user.id} has no form open`)
  world.modals.set(
    user.id,
    (world.modals.get(user.id) ?? []).filter((id) => id !== view.id),
  )
  world.changed()
  if (view.given.notify_on_close !== true) return { answer: {} }
  return await interactions.form(user, view, 'view_closed')
}

// The acknowledgement of a command may be the answer itself.
async function command(
  { world, interactions }: PersonMeans,
  about: { user: User; channel: Channel; line: string },
): Promise<Settled> {
  const { user, channel, line } = about
  const settled = await interactions.command(user, channel, line)
  const answer = 'answer' in settled && isFields(settled.answer) ? settled.answer : {}
  if (answer.text !== undefined || answer.blocks !== undefined) {
    const open = answer.response_type === 'in_channel'
    const bot = getUser(world, botFor(world, user))
    const kept = { text: wordIn(answer, 'text'), blocks: listIn(answer, 'blocks') }
    const shown = { ...kept, ...(open ? {} : { onlyFor: user.id }) }
    say({ world }, { user: bot, channel }, shown)
  }
  return settled
}
