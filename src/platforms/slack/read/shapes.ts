import { z } from 'zod'

/** A file as it hangs on a message. https://docs.slack.dev/reference/objects/file-object */
export const fileShape = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  filetype: z.string().nullish(),
  mode: z.string().nullish(),
  size: z.number().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
  /** `check_file_info`: in a channel shared with others only files.info tells more. */
  file_access: z.string().nullish(),
  subject: z.string().nullish(),
  plain_text: z.string().nullish(),
  preview_plain_text: z.string().nullish(),
  from: z.array(z.looseObject({ address: z.string().nullish(), name: z.string().nullish() })).nullish(),
})
export type SlackFile = z.infer<typeof fileShape>

const messageFields = {
  subtype: z.string().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  ts: z.string(),
  thread_ts: z.string().nullish(),
  files: z.array(fileShape).nullish(),
}

const innerShape = z.looseObject({
  ...messageFields,
  edited: z.looseObject({ ts: z.string() }).nullish(),
})

/** https://docs.slack.dev/reference/events/message and app_mention */
export const messageShape = z.looseObject({
  ...messageFields,
  type: z.enum(['message', 'app_mention']),
  channel: z.string(),
  channel_type: z.string().nullish(),
  message: innerShape.nullish(),
  previous_message: innerShape.partial({ ts: true }).nullish(),
  deleted_ts: z.string().nullish(),
})
export type SlackMessage = z.infer<typeof messageShape>

const person = z.looseObject({ id: z.string(), team_id: z.string().nullish() })
const values = z.record(
  z.string(),
  z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      value: z.string().nullish(),
      selected_option: z.looseObject({ value: z.string() }).nullish(),
      files: z.array(fileShape).nullish(),
    }),
  ),
)

const viewShape = z.looseObject({
  id: z.string(),
  hash: z.string().nullish(),
  type: z.string().nullish(),
  callback_id: z.string().nullish(),
  private_metadata: z.string().nullish(),
  state: z.looseObject({ values }).nullish(),
})

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export const pressShape = z.looseObject({
  type: z.literal('block_actions'),
  user: person,
  trigger_id: z.string().nullish(),
  container: z
    .looseObject({
      message_ts: z.string().nullish(),
      channel_id: z.string().nullish(),
      thread_ts: z.string().nullish(),
      view_id: z.string().nullish(),
    })
    .nullish(),
  channel: z.looseObject({ id: z.string() }).nullish(),
  message: z.looseObject({ ts: z.string(), thread_ts: z.string().nullish() }).nullish(),
  view: viewShape.nullish(),
  response_url: z.string().nullish(),
  actions: z
    .array(
      z.looseObject({
        action_id: z.string(),
        block_id: z.string().nullish(),
        action_ts: z.string().nullish(),
        type: z.string().nullish(),
        value: z.string().nullish(),
        selected_option: z.looseObject({ value: z.string().nullish() }).nullish(),
      }),
    )
    .min(1),
})
export type SlackPress = z.infer<typeof pressShape>

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export const submissionShape = z.looseObject({
  type: z.literal('view_submission'),
  user: person,
  trigger_id: z.string().nullish(),
  view: viewShape,
})
export type SlackSubmission = z.infer<typeof submissionShape>

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
export const commandShape = z.looseObject({
  command: z.string(),
  text: z.string().nullish(),
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().nullish(),
})
export type SlackCommand = z.infer<typeof commandShape>

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export const shortcutShape = z.looseObject({
  type: z.enum(['message_action', 'shortcut']),
  callback_id: z.string(),
  user: person,
  trigger_id: z.string(),
  action_ts: z.string().nullish(),
  response_url: z.string().nullish(),
  channel: z.looseObject({ id: z.string() }).nullish(),
  message_ts: z.string().nullish(),
  message: z.looseObject({ ...messageFields, ts: z.string() }).nullish(),
})
export type SlackShortcut = z.infer<typeof shortcutShape>
