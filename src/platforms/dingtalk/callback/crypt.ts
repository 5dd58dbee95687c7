import { createCipheriv, createDecipheriv } from 'node:crypto'
import { ForbiddenError } from '../../../lib/errors.ts'

const blockBytes = 32

/** The 32 bytes of an AES key as the console shows it: 43 characters of base64; `undefined` where they are none. */
export function aesKeyOf(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9+/]{43}$/.test(text)) return undefined
  const key = Buffer.from(`${text}=`, 'base64')
  return key.length === 32 ? key : undefined
}

/**
 * Opens a push: AES-256-CBC, 16 random bytes, 4 of length, the text, and whom it is for, which must be us
 * (https://open.dingtalk.com/document/orgapp/configure-event-subcription). Throws ForbiddenError.
 */
export function openPush(sealed: string, key: Buffer, receiver: string): string {
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    const padded = Buffer.concat([decipher.update(Buffer.from(sealed, 'base64')), decipher.final()])
    const padding = padded.at(-1) ?? 0
    if (padding < 1 || padding > blockBytes) throw new Error('padding')
    const plain = padded.subarray(0, padded.length - padding)
    const length = plain.readUInt32BE(16)
    const end = 20 + length
    if (end > plain.length || plain.subarray(end).toString('utf8') !== receiver) throw new Error('receiver')
    return plain.subarray(20, end).toString('utf8')
  } catch (error) {
    throw new ForbiddenError('the push cannot be opened', { cause: error })
  }
}

/** Seals an answer the same way; `random` is 16 bytes of chance. */
export function sealAnswer(
  text: string,
  { key, receiver, random }: { key: Buffer; receiver: string; random: Buffer },
): string {
  const said = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(said.length)
  const plain = Buffer.concat([random.subarray(0, 16), length, said, Buffer.from(receiver)])
  const padding = blockBytes - (plain.length % blockBytes)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])),
    cipher.final(),
  ]).toString('base64')
}
