import { createHash, timingSafeEqual } from 'node:crypto'

/** SHA-256 in hex. Tokens are kept only so: who reads the database cannot sign in with what is there. */
export const hashOf = (token: string | Buffer): string => createHash('sha256').update(token).digest('hex')

/** Compares two secrets in a time that says nothing about where they differ. */
export const sameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest())
