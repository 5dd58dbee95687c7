import { z } from 'zod'

/** One frame of the bot's long connection: https://developer.work.weixin.qq.com/document/path/101463 */
export interface Frame {
  cmd?: string | undefined
  reqId: string
  errcode?: number | undefined
  errmsg: string
  body: unknown
}

const shape = z.object({
  cmd: z.string().optional(),
  headers: z.object({ req_id: z.string() }).optional(),
  errcode: z.number().optional(),
  errmsg: z.string().optional(),
  body: z.unknown().optional(),
})

/** A frame as it arrived; `undefined` for what is none. */
export function parseFrame(text: string): Frame | undefined {
  try {
    const read = shape.safeParse(JSON.parse(text))
    if (!read.success) return undefined
    const { cmd, headers, errcode, errmsg = '', body } = read.data
    return { cmd, reqId: headers?.req_id ?? '', errcode, errmsg, body }
  } catch {
    return undefined
  }
}
