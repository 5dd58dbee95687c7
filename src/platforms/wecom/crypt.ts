import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { ForbiddenError } from '../../lib/errors.ts'

// https://developer.work.weixin.qq.com/document/path/90968

const blockBytes = 32
const randomBytes = 16

/** What a callback's signature is over. */
export interface Signed {
  timestamp: string
  nonce: string
  encrypted: string
}

/** SHA-1 of the sorted parts, in hexadecimal. */
export const signatureOf = (token: string, { timestamp, nonce, encrypted }: Signed): string =>
  createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')

/** Whether the signature is right; takes the same time either way. */
export function isSigned(token: string, signed: Signed, signature: string): boolean {
  const expected = Buffer.from(signatureOf(token, signed))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Encrypts as WeCom does: AES-256-CBC over 16 random bytes, the length, the text and the receiver. Base64. */
export function encrypt(aesKey: string, { text, receiver }: Plain, random: Buffer): string {
  const key = keyOf(aesKey)
  const body = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const plain = Buffer.concat([random.subarray(0, randomBytes), length, body, Buffer.from(receiver)])
  const pad = blockBytes - (plain.length % blockBytes)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(plain),
    cipher.update(Buffer.alloc(pad, pad)),
    cipher.final(),
  ]).toString('base64')
}

/** A decrypted text, and whom it is for: the corp's id; '' for an AI bot. */
export interface Plain {
  text: string
  receiver: string
}

/** Decrypts what WeCom sent. Throws ForbiddenError where the key is another one or something was changed. */
export function decrypt(aesKey: string, encrypted: string): Plain {
  const key = keyOf(aesKey)
  const sealed = Buffer.from(encrypted, 'base64')
  if (sealed.length === 0 || sealed.length % 16 !== 0) throw broken()
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()])
  const pad = padded.at(-1) ?? 0
  // The padding is to 32 bytes, not to the cipher's 16.
  if (pad < 1 || pad > blockBytes || padded.length < pad) throw broken()
  if (!padded.subarray(padded.length - pad).every((byte) => byte === pad)) throw broken()
  const plain = padded.subarray(randomBytes, padded.length - pad)
  const length = plain.length < 4 ? -1 : plain.readUInt32BE(0)
  if (length < 0 || 4 + length > plain.length) throw broken()
  return { text: plain.subarray(4, 4 + length).toString(), receiver: plain.subarray(4 + length).toString() }
}

/** 32 bytes of the 43 characters the console shows. */
const keyOf = (aesKey: string): Buffer => Buffer.from(`${aesKey}=`, 'base64')

const broken = (): ForbiddenError => new ForbiddenError('the callback does not decrypt')
