import { createHash } from 'node:crypto'

/**
 * The outTrackId of a card at an address: the same for all its revisions, so that making it twice shows it once
 * (DingTalk ignores what a reused id brings) and updates find it.
 */
export const trackIdOf = (app: string, place: string, key: string): string =>
  `kf-${digestOf([app, place, key])}`

/** 32 signs that stand for a value. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 32)

/** What a button says when it is pressed: the action, the revision it was shown with, and how it is repeated. */
export const buttonId = (action: string, revision: number, despite?: string): string =>
  [action, revision, ...(despite === undefined ? [] : [despite])].join('~')

/** Reads it back; `undefined` for anything else. */
export function readButtonId(id: string): { action: string; revision: number; despite?: string } | undefined {
  const match = /^([a-z][\w.]*)~(\d{1,9})(?:~(send|release))?$/i.exec(id)
  if (!match) return undefined
  const [, action = '', revision = '', despite] = match
  return { action, revision: Number(revision), ...(despite ? { despite } : {}) }
}
