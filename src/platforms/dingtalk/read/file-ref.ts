/** A file of a message: its code is good for asking where it lies. */
export interface FileRef {
  code: string
  name: string
  mediaType: string
}

const start = 'dingtalk:'

/** How messages name a file. */
export const refOf = ({ code, name, mediaType }: FileRef): string =>
  start + Buffer.from(JSON.stringify([code, name, mediaType])).toString('base64url')

/** The file behind a reference; `undefined` where it is none of DingTalk. */
export function readRef(ref: string): FileRef | undefined {
  if (!ref.startsWith(start)) return undefined
  try {
    const read: unknown = JSON.parse(Buffer.from(ref.slice(start.length), 'base64url').toString('utf8'))
    const [code, name, mediaType]: unknown[] = Array.isArray(read) ? read : []
    return typeof code === 'string' && typeof name === 'string' && typeof mediaType === 'string'
      ? { code, name, mediaType }
      : undefined
  } catch {
    return undefined
  }
}
