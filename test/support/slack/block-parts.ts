import { z } from 'zod'

/** The small things blocks are made of, with Slack's limits. https://docs.slack.dev/reference/block-kit/composition-objects */

export const plain = (most: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  })

const mrkdwn = (most: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(most),
    verbatim: z.boolean().optional(),
  })

/** Text of either kind. */
export const text = (most: number) => z.discriminatedUnion('type', [plain(most), mrkdwn(most)])

export const onlyMrkdwn = mrkdwn

const confirm = z.strictObject({
  title: plain(100),
  text: text(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
})

/** What nearly every element may have. */
export const actionable = { action_id: z.string().min(1).max(255).optional(), confirm: confirm.optional() }
export const focusable = { focus_on_load: z.boolean().optional() }
export const placeholder = { placeholder: plain(150).optional() }
export const dispatch = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).optional(),
    })
    .optional(),
}

export const image = z
  .strictObject({
    type: z.literal('image'),
    alt_text: z.string().min(1).max(2_000),
    image_url: z.string().max(3_000).optional(),
    slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
  })
  .refine(
    (one) => (one.image_url === undefined) !== (one.slack_file === undefined),
    'image_url or slack_file',
  )

export const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  text: plain(75),
  value: z.string().max(2_000).optional(),
  url: z.url().max(3_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
})
