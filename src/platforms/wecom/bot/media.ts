import { createDecipheriv } from 'node:crypto'

/**
 * A file of the bot's connection in the clear: AES-256-CBC with the file's own key, its first 16 bytes as the vector,
 * padded to 32 bytes (https://developer.work.weixin.qq.com/document/path/101463). Throws where it was changed.
 */
export function openMedia(sealed: Buffer, aesKey: string): Buffer {
  const key = Buffer.from(aesKey, 'base64')
  if (key.length !== 32 || sealed.length === 0) throw new Error('the key of the file has not 32 bytes')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()])
  const length = padded.at(-1) ?? 0
  const padding = padded.subarray(padded.length - length)
  if (length < 1 || length > 32 || padding.some((byte) => byte !== length))
    throw new Error('the file was changed on its way')
  return padded.subarray(0, padded.length - length)
}
