import { type DingtalkMeans, dingtalkOptions } from '../../../src/app/dingtalk.ts'
import { startPump } from '../../../src/app/pump.ts'
import { recordIdentity } from '../../../src/departments/staff.ts'
import { deliver } from '../../../src/outbox/deliver.ts'
import type { DingtalkSettings } from '../../../src/platforms/dingtalk/deps.ts'
import { createDingtalkPlatform, type DingtalkOptions } from '../../../src/platforms/dingtalk/index.ts'
import type { Platform } from '../../../src/platforms/platform.ts'
import type { Playbook } from '../../../src/playbook/playbook.ts'
import { remindDue } from '../../../src/sla/remind.ts'
import { createDesk, type TestDesk } from '../desk.ts'
import { settingsOn } from './deps.ts'
import { type FakeDingtalk, startFakeDingtalk } from './fake.ts'
import { rest } from './held-clock.ts'
import type { PressShown } from './people.ts'
import type { Seen } from './world.ts'

/** A desk that lives in a fake DingTalk: every channel a group, everybody of its team a member. */
export interface DingtalkDesk {
  desk: TestDesk
  fake: FakeDingtalk
  /** The platform that runs now. */
  platform(): Platform
  /** Somebody says something; what follows of it is done. */
  says(who: string, text: string, group?: string): Promise<void>
  /** Presses the button of that action on the newest card whose title or text matches, in a chat. */
  presses(who: string, chat: string, action: string, params?: Record<string, unknown>): Promise<PressShown>
  /** What a card in a chat shows to somebody: its values with those of their own over them. */
  card(chat: string, action: string, who?: string): Record<string, string>
  /** The words of a chat, cards by title and text. */
  heard(chat: string): string[]
  /** Lets what is under way come to rest, deliveries too. */
  settles(): Promise<void>
  passes(ms: number): Promise<void>
  /** The platform dies in the middle of whatever it does, and another begins. */
  dies(): Promise<void>
  close(): Promise<void>
}

export interface DingtalkDeskOptions {
  settings?: Partial<DingtalkSettings>
  more?: Partial<DingtalkOptions>
}

/** The group of a channel. */
export const groupOf = (channel: string): string => `cid${channel}==`

const team = { K001: '林晓', K002: '周敏', T101: '李工', T102: '王工', M001: '陈主管' }

export async function openDingtalkDesk({
  settings = {},
  more = {},
}: DingtalkDeskOptions = {}): Promise<DingtalkDesk> {
  const fake = await startFakeDingtalk()
  const desk = await createDesk({ change: inDingtalk })
  const { deps } = desk
  deps.now = fake.clock.now
  for (const { channel } of channelsOf(deps.playbook)) fake.group(channel.id)
  for (const [workNo, nick] of Object.entries(team)) {
    fake.joins(nick, { staffId: workNo, jobNumber: workNo })
    const staff = await desk.db.staff.findUniqueOrThrow({ where: { workNo } })
    await recordIdentity(desk.db, staff.id, 'dingtalk', workNo)
  }
  const means: Omit<DingtalkMeans, 'settings'> & { settings: DingtalkSettings } = {
    publicUrl: 'https://desk.example.cn',
    key: Buffer.alloc(32, 9),
    settings: { ...settingsOn(fake), ...settings },
  }
  const made: { platform: Platform; stop: () => Promise<void> } = start()
  function start(): typeof made {
    const platform = createDingtalkPlatform({
      ...dingtalkOptions(deps, means),
      pause: fake.clock.pause,
      random: () => 0.5,
      pace: { forMs: 10_000, renewMs: 50, askMs: 20 },
      ...more,
    })
    platformsOf(desk).set('dingtalk', platform)
    return { platform, stop: startPump(deps, { wake: () => undefined, pause: fake.clock.pause }) }
  }
  const settles = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await rest()
      if ((await deliver(deps)) > 0) quiet = 0
    }
  }
  if (means.settings.mode === 'stream') await connected(fake, 0)
  const house: DingtalkDesk = {
    desk,
    fake,
    platform: () => made.platform,
    settles,
    async says(who, text, group) {
      const id = fake.says(who, text, group === undefined ? {} : { in: group })
      if (id !== undefined) await fake.gateway.acked(id)
      await settles()
    },
    async presses(who, chat, action, params = {}) {
      const card = cardWith(fake.chat(chat), action)
      const button = idsOf(card.card?.params ?? {}).find((id) => id.startsWith(`${action}~`)) ?? action
      const shown = await fake.presses(who, card.card?.outTrackId ?? '', button, params)
      await settles()
      return shown
    },
    card(chat, action, who) {
      const { card } = cardWith(fake.chat(chat), action)
      return {
        ...card?.params,
        ...(who === undefined ? {} : card?.own.get(fake.world.people.get(who)?.staffId ?? '')),
      }
    },
    heard: (chat) =>
      fake
        .chat(chat)
        .map(({ text, card }) => (card ? `${card.params.title}\n${card.params.markdown}` : text)),
    async passes(ms) {
      await fake.clock.passes(ms)
      await remindDue(deps)
      await settles()
    },
    async dies() {
      const before = fake.gateway.opens.length
      const { stop, platform } = made
      // Its sockets break at once; what it was doing then reaches nobody.
      fake.gateway.breakAll()
      const stopped = stop()
      await fake.clock.passes(5_000)
      await stopped
      await platform.close?.()
      Object.assign(made, start())
      await connected(fake, before)
    },
    async close() {
      const stopped = made.stop()
      await fake.clock.passes(5_000)
      await stopped
      await fake.close()
      await desk.close()
    },
  }
  return house
}

/** Until a stream is open that was asked for after so many. How long its database takes, no turn of ours tells. */
async function connected(fake: FakeDingtalk, before: number): Promise<void> {
  const began = performance.now()
  for (let last = began; fake.gateway.opens.length <= before || fake.gateway.links.length === 0; ) {
    await rest(5)
    const at = performance.now()
    if (at - began > 15_000) throw new Error('no stream was opened')
    if (at - last < 50) continue
    // A stream that was refused is asked for again after a pause, and time stands still else.
    await fake.clock.passes(1_000)
    last = performance.now()
  }
}

function cardWith(seen: readonly Seen[], action: string): Seen {
  const found = seen.findLast(
    ({ card }) => card && idsOf(card.params).some((id) => id.startsWith(`${action}~`)),
  )
  if (!found)
    throw new Error(
      `no card with ${action} among ${seen.map((one) => one.card?.params.title ?? one.text).join(' | ')}`,
    )
  return found
}

/** The ids of a card's buttons, and of the form it has. */
function idsOf({ sys_full_json_obj: buttons, form, ...params }: Record<string, string>): string[] {
  if (buttons !== undefined)
    return (JSON.parse(buttons) as { msgButtons: { id: string }[] }).msgButtons.map(({ id }) => id)
  const { fields } = JSON.parse(form ?? '{"fields":[]}') as { fields: { defaultValue?: unknown }[] }
  const own = Object.entries(params).flatMap(([key, id]) => (key.endsWith('_id') && id !== '' ? [id] : []))
  return [...own, ...fields.map(({ defaultValue }) => String(defaultValue))]
}

function platformsOf({ deps }: TestDesk): Map<string, Platform> {
  if (!(deps.platforms instanceof Map)) throw new Error('the platforms of a desk are a map')
  return deps.platforms
}

const channelsOf = ({ desk, supervisors, administrators, departments }: Playbook) => [
  desk,
  supervisors,
  administrators,
  ...departments,
]

function inDingtalk(playbook: Playbook): Playbook {
  const moved = <T extends { channel: { platform: string; id: string } }>(place: T): T => ({
    ...place,
    channel: { platform: 'dingtalk', id: groupOf(place.channel.id) },
  })
  return {
    ...playbook,
    desk: moved(playbook.desk),
    supervisors: moved(playbook.supervisors),
    administrators: moved(playbook.administrators),
    departments: playbook.departments.map(moved),
  }
}
