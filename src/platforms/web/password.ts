import { hash, verify } from '@node-rs/argon2'
import { charactersOf } from './clean.ts'

/** Characters a password must have at least; length is what makes it strong. */
export const passwordMin = 10
const passwordMax = 200

/** True when the password may be chosen: long enough, not absurdly long, not one character over and over. */
export function fitPassword(password: string): boolean {
  const characters = charactersOf(password.normalize('NFKC'))
  return characters.length >= passwordMin && characters.length <= passwordMax && new Set(characters).size > 3
}

/** The argon2id hash to store (19 MiB, two passes: the library's and OWASP's default). */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'))

// Verified against when there is no account or no password: an unknown login costs the same work as a known one.
let nobody: Promise<string> | undefined

/** Whether the password fits the stored hash; without a hash it works as long and says no. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hash('nobody has this password')
  const fits = await verify(stored ?? (await nobody), password.slice(0, 1000).normalize('NFKC'))
  return fits && typeof stored === 'string'
}
