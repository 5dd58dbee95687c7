import { z } from 'zod'
import { choosers, overflow, typed } from './block-elements.ts'
import { button, image, onlyMrkdwn, plain, text } from './block-parts.ts'
import { richParts } from './rich-text.ts'

/** The blocks known here, with Slack's limits. https://docs.slack.dev/reference/block-kit/blocks */

const named = { block_id: z.string().min(1).max(255).optional() }

const section = z
  .strictObject({
    type: z.literal('section'),
    ...named,
    text: text(3_000).optional(),
    fields: z.array(text(2_000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [button, image, overflow, ...choosers]).optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, 'a section needs text or fields')

const richText = z.strictObject({
  type: z.literal('rich_text'),
  ...named,
  elements: z.array(richParts).min(1),
})

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string() }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().optional() }),
  richText,
])

const table = z.strictObject({
  type: z.literal('table'),
  ...named,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z.nullable(
        z.strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        }),
      ),
    )
    .max(20)
    .optional(),
})

const card = z.strictObject({
  type: z.literal('card'),
  ...named,
  hero_image: image.optional(),
  icon: image.optional(),
  title: onlyMrkdwn(150).optional(),
  subtitle: onlyMrkdwn(150).optional(),
  body: onlyMrkdwn(200).optional(),
  actions: z.array(button).optional(),
})

const alert = z.strictObject({
  type: z.literal('alert'),
  ...named,
  text: text(3_000),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
})

/** Blocks of every surface. */
const common = [
  section,
  richText,
  alert,
  z.strictObject({ type: z.literal('divider'), ...named }),
  z.strictObject({ type: z.literal('header'), ...named, text: plain(150) }),
  z.strictObject({
    type: z.literal('context'),
    ...named,
    elements: z
      .array(z.union([text(3_000), image]))
      .min(1)
      .max(10),
  }),
  z.strictObject({
    type: z.literal('actions'),
    ...named,
    elements: z
      .array(z.discriminatedUnion('type', [button, overflow, ...choosers]))
      .min(1)
      .max(25),
  }),
  z.strictObject({
    type: z.literal('image'),
    ...named,
    alt_text: z.string().min(1).max(2_000),
    image_url: z.string().max(3_000).optional(),
    slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
    title: plain(2_000).optional(),
  }),
  z.strictObject({
    type: z.literal('input'),
    ...named,
    label: plain(2_000),
    hint: plain(2_000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: z.discriminatedUnion('type', [...choosers, ...typed]),
  }),
] as const

/** Blocks of messages only. */
const inMessages = [
  table,
  card,
  z.strictObject({ type: z.literal('markdown'), ...named, text: z.string().min(1).max(12_000) }),
] as const

export const messageBlock = z.discriminatedUnion('type', [...common, ...inMessages])
export const viewBlock = z.discriminatedUnion('type', [...common])
