import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { recordIdentity, recordStaff } from '../../src/departments/staff.ts'
import { receive } from '../../src/inbox/receive.ts'
import { type Db, openDb } from '../../src/lib/db.ts'
import type { Deps } from '../../src/lib/deps.ts'
import { createTranslate } from '../../src/lib/i18n.ts'
import { silentLog } from '../../src/lib/log.ts'
import { deliver } from '../../src/outbox/deliver.ts'
import type { Card } from '../../src/platforms/card.ts'
import type { InboundAttachment, Outcome } from '../../src/platforms/platform.ts'
import { defaultPlaybook, demoPlaybook, loadPlaybook } from '../../src/playbook/load.ts'
import type { Playbook } from '../../src/playbook/playbook.ts'
import { currentScripts } from '../../src/scripts/current.ts'
import { loadScripts } from '../../src/scripts/load.ts'
import { proposeScripts } from '../../src/scripts/propose.ts'
import { remindDue } from '../../src/sla/remind.ts'
import { freshDatabase } from './database.ts'
import { createMemoryPlatform, type MemoryPlatform, type Shown } from './memory-platform.ts'

const locales = path.resolve(import.meta.dirname, '../../locales')
const shipped = loadScripts(locales)

export interface TestDesk {
  deps: Deps
  db: Db
  platform: MemoryPlatform
  /** A customer writes; `id` repeats an earlier message. */
  says(
    customer: string,
    text: string,
    more?: { id?: string; attachments?: InboundAttachment[]; name?: string },
  ): Promise<Outcome>
  /** A staff member (by work number) presses a button of the newest card whose key begins so. */
  presses(
    workNo: string,
    card: string | Card,
    action: string,
    values?: Record<string, string>,
  ): Promise<Outcome>
  /** A customer presses a button of a card. */
  answers(customer: string, card: Card, action: string, values?: Record<string, string>): Promise<Outcome>
  types(workNo: string, channel: string, text: string): Promise<Outcome>
  /** What is to be seen in a channel. */
  heardIn(channel: string): Shown[]
  /** What a customer has got. */
  heardBy(customer: string): Shown[]
  /** The newest card in a channel whose key begins so. */
  card(channel: string, key: string): Card
  /** Lets time go by: `90s`, `20m`, `3h`, `2d`. The reminders are swept, what is due is delivered. */
  passes(length: string): Promise<void>
  /** Delivers what is due now. */
  delivers(): Promise<void>
  /** Takes in what was decided so far; 1 when that changed anything. */
  learns(): Promise<number>
  /** Looks for replies that deserve to be scripts. */
  proposes(): Promise<number>
  close(): Promise<void>
}

export interface DeskOptions {
  /** The held clock's first instant. */
  at?: string
  /** The real hours instead of always open. */
  hours?: boolean
  findable?: boolean
  /** Another desk's database: a second process. */
  shares?: TestDesk
  onQuery?: (sql: string) => void
  /** Platforms beside the one that everybody is on. */
  beside?: MemoryPlatform[]
  change?: (playbook: Playbook) => Playbook
}

const team = [
  { workNo: 'K001', name: '林晓', roles: ['agent'], departments: ['customer_service'] },
  { workNo: 'K002', name: '周敏', roles: ['agent'], departments: ['customer_service'] },
  { workNo: 'T101', name: '李工', roles: ['department'], departments: ['after_sales_tech'] },
  { workNo: 'T102', name: '王工', roles: ['department'], departments: ['after_sales_tech'] },
  { workNo: 'L101', name: '何川', roles: ['department'], departments: ['logistics_ops'] },
  { workNo: 'M001', name: '陈主管', roles: ['supervisor'], departments: [] },
  { workNo: 'A001', name: '系统管理员', roles: ['administrator'], departments: [] },
] as const

/** A desk with its real flow on a database of its own, a held clock, and a platform in memory. */
export async function createDesk(options: DeskOptions = {}): Promise<TestDesk> {
  const { shares } = options
  const database = shares ? undefined : await freshDatabase()
  const db = openDb({
    url: database?.url ?? urls.get(shares as TestDesk) ?? '',
    log: silentLog,
    ...(options.onQuery ? { onQuery: options.onQuery } : {}),
  })
  const clock = shares ? clocks.get(shares) : { at: new Date(options.at ?? '2026-11-18T10:00:00+08:00') }
  if (!clock) throw new Error('the shared desk has no clock')
  const platform = shares?.platform ?? createMemoryPlatform('memory', options.findable ?? true)
  const current = currentScripts(shipped)
  const deps: Deps = {
    db,
    platforms: new Map([platform, ...(options.beside ?? [])].map((one) => [one.name, one])),
    playbook: (options.change ?? ((same) => same))(playbookOf(options.hours ?? false)),
    get scripts() {
      return current.library
    },
    now: () => clock.at,
    translate: createTranslate(locales),
    // What is kept to be handled again is a fault of ours: the test's output shows it.
    log: {
      ...silentLog,
      error: (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
    },
  }
  if (!shares) {
    for (const member of team) {
      const staff = await recordStaff(db, member, clock.at)
      await recordIdentity(db, staff.id, platform.name, member.workNo)
    }
  }
  const desk = actions(deps, platform, clock)
  const made: TestDesk = {
    ...desk,
    learns: async () => await current.refresh(deps),
    async proposes() {
      const count = await proposeScripts(deps)
      await desk.delivers()
      return count
    },
    async close() {
      await db.$disconnect()
      await database?.drop()
    },
  }
  urls.set(made, database?.url ?? urls.get(shares as TestDesk) ?? '')
  clocks.set(made, clock)
  return made
}

const urls = new WeakMap<TestDesk, string>()
const clocks = new WeakMap<TestDesk, { at: Date }>()

/** The shipped playbook with every channel in memory. */
function playbookOf(hours: boolean): Playbook {
  const playbook = loadPlaybook({ path: defaultPlaybook, overlays: hours ? [] : [demoPlaybook] })
  const moved = <T extends { channel: { platform: string; id: string } }>(place: T): T => ({
    ...place,
    channel: { ...place.channel, platform: 'memory' },
  })
  return {
    ...playbook,
    team: [],
    desk: moved(playbook.desk),
    supervisors: moved(playbook.supervisors),
    administrators: moved(playbook.administrators),
    departments: playbook.departments.map(moved),
  }
}

function actions(
  deps: Deps,
  platform: MemoryPlatform,
  clock: { at: Date },
): Omit<TestDesk, 'close' | 'learns' | 'proposes'> {
  const fresh = randomUUID
  const delivers = async (): Promise<void> => {
    await deliver(deps)
  }
  const card = (channel: string, key: string): Card => {
    const found = platform.room(channel).findLast((shown) => shown.card?.key.startsWith(key))?.card
    if (!found) throw new Error(`no card ${key}… in ${channel}`)
    return found
  }
  const press = async (
    by: string,
    pressed: Card,
    action: string,
    values: Record<string, string>,
  ): Promise<Outcome> => {
    const outcome = await receive(deps, {
      kind: 'action',
      platform: platform.name,
      externalId: fresh(),
      by,
      card: { key: pressed.key, revision: pressed.revision },
      action,
      values,
    })
    await delivers()
    return outcome
  }
  const anywhere = (key: string): Card => {
    const channels = ['desk', 'supervisors', ...deps.playbook.departments.map(({ channel }) => channel.id)]
    for (const channel of channels) {
      const found = platform.room(channel).findLast((shown) => shown.card?.key.startsWith(key))?.card
      if (found) return found
    }
    throw new Error(`no card ${key}… anywhere`)
  }
  return {
    deps,
    db: deps.db,
    platform,
    delivers,
    card,
    async says(customer, text, more = {}) {
      const outcome = await receive(deps, {
        kind: 'message',
        platform: platform.name,
        externalId: more.id ?? fresh(),
        conversation: customer,
        from: { id: customer, ...(more.name ? { name: more.name } : {}) },
        text,
        attachments: more.attachments ?? [],
      })
      await delivers()
      return outcome
    },
    presses: (workNo, pressed, action, values = {}) =>
      press(workNo, typeof pressed === 'string' ? anywhere(pressed) : pressed, action, values),
    answers: (customer, pressed, action, values = {}) => press(customer, pressed, action, values),
    async types(workNo, channel, text) {
      const outcome = await receive(deps, {
        kind: 'talk',
        platform: platform.name,
        externalId: fresh(),
        by: workNo,
        channel,
        text,
      })
      await delivers()
      return outcome
    },
    heardIn: (channel) => platform.room(channel),
    heardBy: (customer) => platform.room(customer),
    async passes(length) {
      clock.at = new Date(clock.at.getTime() + msOf(length))
      await remindDue(deps)
      await delivers()
    },
  }
}

function msOf(length: string): number {
  const [, amount = '', unit = ''] = /^(\d+)([smhd])$/.exec(length) ?? []
  const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit]
  if (!unitMs) throw new Error(`"${length}" is not a length`)
  return Number(amount) * unitMs
}
