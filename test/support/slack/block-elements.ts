import { z } from 'zod'
import { actionable, dispatch, focusable, placeholder, plain, text } from './block-parts.ts'

/** What one chooses in and types into. https://docs.slack.dev/reference/block-kit/block-elements */

// Two sources say 75 and 150 for the value: what keeps to 75 fits both.
const option = z.strictObject({
  text: plain(75),
  value: z.string().min(1).max(75),
  description: plain(75).optional(),
})
const richOption = option.extend({ text: text(75), description: text(75).optional() })
const linkedOption = option.extend({ url: z.string().max(3_000).optional() })
const group = z.strictObject({ label: plain(75), options: z.array(option).min(1).max(100) })

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  options: z.array(linkedOption).min(1).max(5),
})

const choices = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(group).min(1).max(100).optional(),
}

const select = z
  .strictObject({
    type: z.literal('static_select'),
    ...actionable,
    ...focusable,
    ...placeholder,
    ...choices,
    initial_option: option.optional(),
  })
  .refine(oneSource, 'options or option_groups, not both')
  .refine((one) => !one.initial_option || offered(one).includes(one.initial_option.value), notOffered())

const multiSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...actionable,
    ...focusable,
    ...placeholder,
    ...choices,
    initial_options: z.array(option).min(1).max(100).optional(),
    max_selected_items: z.int().min(1).optional(),
  })
  .refine(oneSource, 'options or option_groups, not both')
  .refine(
    (one) => one.initial_options?.every(({ value }) => offered(one).includes(value)) ?? true,
    notOffered(),
  )

interface Choices {
  options?: { value: string }[] | undefined
  option_groups?: { options: { value: string }[] }[] | undefined
}

function oneSource({ options, option_groups }: Choices): boolean {
  return (options === undefined) !== (option_groups === undefined)
}

function offered({ options = [], option_groups = [] }: Choices): string[] {
  return [...options, ...option_groups.flatMap((one) => one.options)].map(({ value }) => value)
}

function notOffered(): string {
  return 'what is chosen at first must be among the options'
}

const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...actionable,
    ...focusable,
    options: z.array(richOption).min(1).max(10),
    initial_options: z.array(richOption).min(1).max(10).optional(),
  })
  .refine(
    (one) => one.initial_options?.every(({ value }) => offered(one).includes(value)) ?? true,
    notOffered(),
  )

const radios = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...actionable,
    ...focusable,
    options: z.array(richOption).min(1).max(10),
    initial_option: richOption.optional(),
  })
  .refine((one) => !one.initial_option || offered(one).includes(one.initial_option.value), notOffered())

const picker = <const T extends string>(type: T, initial: string, value: z.ZodType) =>
  z.strictObject({
    type: z.literal(type),
    ...actionable,
    ...focusable,
    ...placeholder,
    [initial]: value.optional(),
  })

/** Elements one chooses in; those of messages and those of forms. */
export const choosers = [
  select,
  multiSelect,
  checkboxes,
  radios,
  picker('users_select', 'initial_user', z.string()),
  picker('multi_users_select', 'initial_users', z.array(z.string())),
  picker('conversations_select', 'initial_conversation', z.string()),
  picker('channels_select', 'initial_channel', z.string()),
  picker('datepicker', 'initial_date', z.iso.date()),
  picker('timepicker', 'initial_time', z.string().regex(/^\d\d:\d\d$/)),
  z.strictObject({
    type: z.literal('datetimepicker'),
    ...actionable,
    ...focusable,
    initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
  }),
  z.strictObject({
    type: z.literal('external_select'),
    ...actionable,
    ...focusable,
    ...placeholder,
    initial_option: option.optional(),
    min_query_length: z.int().min(0).optional(),
  }),
] as const

const typing = { ...actionable, ...focusable, ...placeholder, ...dispatch }

const number = (name: string) => z.string({ error: `${name} is a number as text` }).regex(/^-?\d+(\.\d+)?$/)

/** Elements one types into. */
export const typed = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...typing,
    initial_value: z.string().max(3_000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3_000).optional(),
    max_length: z.int().min(1).max(3_000).optional(),
  }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typing,
    is_decimal_allowed: z.boolean(),
    initial_value: number('initial_value').optional(),
    min_value: number('min_value').optional(),
    max_value: number('max_value').optional(),
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...typing, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typing, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal('file_input'),
    action_id: z.string().min(1).max(255).optional(),
    filetypes: z.array(z.string()).min(1).optional(),
    max_files: z.int().min(1).max(10).optional(),
  }),
] as const
