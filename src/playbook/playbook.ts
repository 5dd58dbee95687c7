import { z } from 'zod'
import { code, member } from './team.ts'
import { holidayYearSchema, hours, length, target } from './times.ts'

export { type Role, roles } from './team.ts'

const channel = z.strictObject({ platform: z.string(), id: z.string() })
/** A name in every language the product speaks. */
const name = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) })

/** The clocks that policies give targets for. */
export const clockNames = [
  'first_response',
  'started',
  'plan',
  'plan_told',
  'adjusted',
  'solved',
  'confirmed',
] as const
/** What a ticket is besides its category; a ticket may be several. */
export const kinds = ['left_message', 'complaint', 'suggestion', 'second_feedback'] as const
export const priorities = ['critical', 'urgent', 'normal', 'low'] as const
export const emotions = ['angry', 'anxious', 'doubtful', 'calm', 'pleased'] as const
export const intents = [
  'new_request',
  'adds_information',
  'urges',
  'accepts',
  'rejects',
  'confirms_solved',
  'not_solved',
  'thanks_closing',
  'asks_human',
] as const
export const steps = ['opening', 'discovery', 'diagnosis', 'solution', 'follow_up', 'closing'] as const
export const tones = ['empathy_first', 'concise', 'detailed', 'plain'] as const
export const needs = [
  'name',
  'contact',
  'order_no',
  'model',
  'serial_no',
  'purchase_date',
  'error_text',
  'photo',
  'address',
  'time_window',
] as const

export type PolicyClock = (typeof clockNames)[number]
/** `revisit` runs to a date that somebody set. */
export type ClockName = PolicyClock | 'revisit'
export type Kind = (typeof kinds)[number]
export type Priority = (typeof priorities)[number]
export type Emotion = (typeof emotions)[number]
export type Intent = (typeof intents)[number]
export type Step = (typeof steps)[number]
export type Tone = (typeof tones)[number]
export type Need = (typeof needs)[number]

const department = z.strictObject({
  code,
  name,
  channel,
  /** Hours of its own; otherwise the desk's. */
  hours: hours.optional(),
})

const category = z.strictObject({
  code,
  name,
  group: z.enum(['presales', 'after_sales', 'other']),
  scriptClass: z.enum(['consultation', 'complaint', 'after_sales']),
  department: code,
  /** `SR` after-sales, `CF` feedback. */
  number: z.string().regex(/^[A-Z]{2}$/, 'two capital letters'),
  /** What its customers want, in words that finish 「您是…」; without it nobody is asked about it. */
  wish: name.optional(),
  needs: z.array(z.enum(needs)),
  /** The supervisors hear of it at once. */
  supervised: z.boolean().default(false),
})

/** Parts of the target at which holder and channel are reminded; 1 is the deadline. */
const fractions = z.array(z.number().positive().max(1)).min(1)
/** After the deadline: first after `first`, then each time `factor` later, at most `max` apart. */
const repeat = z.strictObject({ first: length, factor: z.number().min(1), max: length })

const policy = z.strictObject({
  name: z.string().min(1),
  when: z.strictObject({
    priority: z.array(z.enum(priorities)).optional(),
    category: z.array(code).optional(),
    number: z.array(z.string()).optional(),
    kind: z.array(z.enum(kinds)).optional(),
    /** The platform the customer writes on: web, email, slack … */
    channel: z.array(z.string()).optional(),
  }),
  targets: z.partialRecord(z.enum(clockNames), target),
  /** Where its clocks remind otherwise than all others. */
  reminders: z.strictObject({ fractions: fractions.optional(), repeat: repeat.optional() }).optional(),
})

export const playbookSchema = z.strictObject({
  /** Says that the rest of the file is laid over the playbook that comes with the product. */
  extends: z.literal('default').optional(),
  company: z.strictObject({
    name,
    timeZone: z.string(),
    /** The language of the cards in the channels; pages follow their reader. */
    locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
    /** Said to customers as the place to call. */
    phone: z.string().optional(),
  }),
  hours: z.strictObject({
    desk: hours,
    leftMessages: hours,
    /** Where customers of one platform are answered at other hours than the desk's: email, slack … */
    channels: z.record(z.string(), hours).default({}),
  }),
  /** Platforms where nobody waits on the other side: each message is a left one and gets a written receipt. */
  written: z.array(z.string()).default([]),
  holidays: z
    .strictObject({
      /** `china`: public holidays close and make-up working days open; `none`: the week alone counts. */
      source: z.enum(['china', 'none']).default('china'),
      /** Years that are not shipped yet, or that replace a shipped one. */
      years: z.array(holidayYearSchema).default([]),
      /** Files of holiday-cn, one year each, beside the playbook: read in before `years`. */
      files: z.array(z.string()).default([]),
    })
    .prefault({}),
  desk: z.strictObject({ name, channel }),
  supervisors: z.strictObject({ name, channel }),
  /** Where the desk itself reports what needs looking after. */
  administrators: z.strictObject({ name, channel }),
  departments: z.array(department).min(1),
  categories: z.array(category).min(1),
  /** Where a message's category is not known. */
  fallbackCategory: code,
  /** What tells two categories apart, asked while a message may be either. */
  questions: z.array(z.strictObject({ between: z.tuple([code, code]), ask: name })).default([]),
  policies: z.array(policy).min(1),
  /** The clocks that stand still while the next move is the customer's. */
  pauseWhileWaiting: z.array(z.enum(clockNames)).default(['plan', 'solved']),
  reminders: z.strictObject({
    fractions,
    repeat,
    /** Who else hears of a deadline that is past, and how long after it. */
    escalation: z.strictObject({ standIn: length, supervisors: length }),
    /** How a reminder can be put off: by so much, so often. */
    snooze: z.strictObject({ lengths: z.array(length).min(1).max(5), times: z.int().min(0) }),
    /** Reminded of at any hour; everything else waits for working hours. */
    aroundTheClock: z.array(z.enum(priorities)),
  }),
  authority: z.strictObject({
    /** What each role may promise in yuan. */
    agent: z.number().nonnegative(),
    department: z.number().nonnegative(),
    supervisor: z.number().nonnegative(),
  }),
  privacy: z
    .strictObject({
      /** Order and invoice numbers are hidden on cards and records like other personal data. */
      hideOrders: z.boolean().default(false),
    })
    .prefault({}),
  /** After a ticket was closed, for how long a reply on the same matter reopens it. */
  reopenWithin: length,
  team: z.array(member),
})

export type Playbook = z.infer<typeof playbookSchema>
export type Department = Playbook['departments'][number]
export type Category = Playbook['categories'][number]
export type Hours = z.infer<typeof hours>
export type HolidayYear = z.infer<typeof holidayYearSchema>
export type Weekday = keyof Hours
export type Policy = Playbook['policies'][number]

/** The category with this code, or the playbook's fallback. */
export function categoryOf(playbook: Playbook, code: string): Category {
  const found =
    playbook.categories.find((category) => category.code === code) ??
    playbook.categories.find((category) => category.code === playbook.fallbackCategory)
  if (!found) throw new Error(`playbook: fallbackCategory ${playbook.fallbackCategory} is not a category`)
  return found
}

/** The department with this code; `undefined` when the playbook no longer has it. */
export const departmentOf = (playbook: Playbook, code: string): Department | undefined =>
  playbook.departments.find((department) => department.code === code)
