import { ForbiddenError, NotFoundError } from '../../src/lib/errors.ts'
import type { NewStaff, TicketPanel } from '../../src/platforms/web/api.ts'
import type { Member, WebHost } from '../../src/platforms/web/host.ts'
import type { MailHost } from '../../src/platforms/web/mail-host.ts'

/** A house that knows just enough for the web platform: members, and who may see which visitor. */
export interface FakeHouse extends WebHost {
  members: Map<string, Member>
  /** Ticket number → the visitor it is about. */
  tickets: Map<string, string>
  /** Accounts that may see every ticket. */
  readers: Set<string>
  /** What administrators did, in order. */
  acts: string[]
  readonly seats: { seat: string; name: string; accountId: string }[]
}

export function createHouse(): FakeHouse {
  const house: Pick<FakeHouse, 'members' | 'tickets' | 'readers' | 'acts' | 'seats'> = {
    members: new Map(),
    tickets: new Map(),
    readers: new Set(),
    acts: [],
    seats: [],
  }
  const ticket = async (accountId: string, number: string): Promise<TicketPanel> => {
    const visitor = house.tickets.get(number)
    if (visitor === undefined) throw new NotFoundError('没有这张工单')
    if (!house.readers.has(accountId)) throw new ForbiddenError('这张工单不归您看')
    return panelOf(number, visitor)
  }
  const act = async (what: string): Promise<void> => void house.acts.push(what)
  return {
    ...house,
    member: async (accountId) => house.members.get(accountId),
    ticket,
    search: async (_, words) => [
      { number: 'SR20261122001', title: words, state, at: '2026-11-22T01:00:00.000Z' },
    ],
    warning: (text) => (text.includes('密码') ? 'careful' : undefined),
    mayReadRoom: async (accountId, visitor) =>
      house.readers.has(accountId) && [...house.tickets.values()].includes(visitor),
    // Here a file may be read by whoever may read its room.
    mayReadFile: async (accountId) => house.readers.has(accountId),
    openFile: async () => undefined,
    system: async () => ({ staff: [], departments: [], deliveries: [], arrivals: [], demo: true }),
    addStaff: async (_, staff: NewStaff) => {
      await act(`add ${staff.login} ${staff.name}`)
      return { link: 'https://desk.test/sign-in/new' }
    },
    closeStaff: (_, staffId) => act(`close ${staffId}`),
    linkFor: async (_, staffId) => {
      await act(`link ${staffId}`)
      return { link: 'https://desk.test/sign-in/again' }
    },
    retryDelivery: (_, id) => act(`delivery ${id}`),
    retryArrival: (_, { platform, id }) => act(`arrival ${platform} ${id}`),
    endDemo: async () => {
      await act('end demo')
      return { link: 'https://desk.test/sign-in/first' }
    },
    demoSeats: async () => house.seats,
    ...mailActs(act),
  }
}

const mailActs = (act: (what: string) => Promise<void>): MailHost => ({
  mailSetup: async () => ({ mailboxes: [], presets: [], setAside: [], unreadable: [], doorUrl: '' }),
  mailPreset: async (_, address) => (address.endsWith('@163.com') ? '163' : undefined),
  saveMailbox: async (_, { id, draft }) => {
    await act(`mailbox ${id ?? 'new'} ${draft.address}`)
    return { id: '0190a0b0-0000-7000-8000-000000000009' }
  },
  closeMailbox: (_, id) => act(`close mailbox ${id}`),
  mailToken: async (_, id) => {
    await act(`token ${id}`)
    return { token: 'told-once' }
  },
  examineMailbox: async (_, { at }) => {
    await act(`examine ${at.step}`)
    return { findings: [], trusted: [] }
  },
  takeMail: (_, id) => act(`take ${id}`),
  readMailsAgain: async () => ({ read: 1, failed: 0 }),
})

const state = { tone: 'working', mark: '🔵', label: '处理中' } as const

const panelOf = (number: string, visitor: string): TicketPanel => ({
  number,
  title: '洗衣机漏水',
  state,
  facts: [],
  clocks: [],
  record: [],
  history: [],
  messages: [],
  events: [],
  card: {
    key: `panel:${number}`,
    revision: 1,
    kind: 'ticket',
    audience: 'internal',
    title: number,
    facts: [],
    why: [],
    choices: [],
    actions: [],
    foot: [],
  },
  room: visitor,
})
