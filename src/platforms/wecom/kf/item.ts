import { z } from 'zod'

// https://developer.work.weixin.qq.com/document/path/94670

const words = z.string().catch('')
const number = z.number().catch(0)

/** One thing as sync_msg gives it; what it does not need to know is left as it is. */
export const itemSchema = z.looseObject({
  msgid: z.string().min(1).max(128),
  open_kfid: words,
  external_userid: words,
  /** Seconds. */
  send_time: number,
  /** 3 the customer, 4 WeCom itself, 5 a person in the WeCom client. */
  origin: number,
  msgtype: words,
  text: z.looseObject({ content: words, menu_id: words }).optional().catch(undefined),
  image: z.looseObject({ media_id: words }).optional().catch(undefined),
  voice: z.looseObject({ media_id: words }).optional().catch(undefined),
  video: z.looseObject({ media_id: words }).optional().catch(undefined),
  file: z.looseObject({ media_id: words }).optional().catch(undefined),
  event: z
    .looseObject({
      event_type: words,
      open_kfid: words,
      external_userid: words,
      welcome_code: words,
      scene_param: words,
      fail_msgid: words,
      fail_type: number,
      change_type: number,
      new_servicer_userid: words,
      recall_msgid: words,
    })
    .optional()
    .catch(undefined),
})

export type Item = z.infer<typeof itemSchema>

/** Who it is about; events say it within. */
export const customerOf = (item: Item): string => item.external_userid || item.event?.external_userid || ''

const mediaKinds = ['image', 'voice', 'video', 'file'] as const
export type MediaKind = (typeof mediaKinds)[number]

/** The file that came with it. */
export function mediaOf(item: Item): { kind: MediaKind; mediaId: string } | undefined {
  const kind = mediaKinds.find((one) => one === item.msgtype)
  const mediaId = kind && item[kind]?.media_id
  return kind && mediaId ? { kind, mediaId } : undefined
}
