import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ConfigError } from './errors.ts'

const ivBytes = 12
const tagBytes = 16

/** Encrypts a value so that the database alone tells nothing (AES-256-GCM); `key` has 32 bytes. Base64url. */
export function seal(key: Buffer, value: unknown): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

/** What was sealed. Throws ConfigError where the key is another one or the text was changed. */
export function unseal(key: Buffer, sealed: string): unknown {
  try {
    const bytes = Buffer.from(sealed, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    const body = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
    return JSON.parse(body.toString('utf8'))
  } catch (error) {
    throw new ConfigError(
      'What is kept sealed does not open: KEFUTAI_KEY (or the file "key" in the data folder) is not the one it was sealed with.',
      { cause: error },
    )
  }
}

/** A key for another purpose, so that what signs one thing cannot sign another. */
export const keyFor = (key: Buffer, purpose: string): Buffer =>
  createHmac('sha256', key).update(purpose).digest()

/** The key of the data folder; made at the first start, for this account alone, and one for all that start at once. */
export async function readOrMakeKey(dataDir: string): Promise<Buffer> {
  const file = path.join(dataDir, 'key')
  await mkdir(dataDir, { recursive: true })
  const said = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  const key = keyOf(said ?? (await makeKey(file)))
  if (!key) throw new ConfigError(`${file} is not a key of 32 bytes in base64url; put back the one it was.`)
  return key
}

/** Written whole under another name first: nobody ever reads half a key. Whoever is first, theirs it is. */
async function makeKey(file: string): Promise<string> {
  const draft = `${file}.${randomBytes(8).toString('hex')}`
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true })
  try {
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
  return await readFile(file, 'utf8')
}

/** 32 bytes from 43 characters of base64url; `undefined` for anything else. */
export function keyOf(text: string): Buffer | undefined {
  const said = text.trim()
  const bytes = Buffer.from(said, 'base64url')
  return /^[\w-]{43}=?$/.test(said) && bytes.length === 32 ? bytes : undefined
}
