import { keep, kept } from './kept.ts'

/** A text begun and not yet sent: it survives a reload and a lost session. */
export interface Written {
  values: Record<string, string>
  /** Of the card it was begun on. */
  revision: number
  /** The alternative it was begun from. */
  choice?: string | undefined
  at: number
}

const week = 7 * 24 * 3_600_000

/** What was begun under a name within the last week. */
export function recallWritten(name: string): Written | undefined {
  const written = readAll()[name]
  return written && Date.now() - written.at < week ? written : undefined
}

/** Keeps a begun text; undefined forgets it. Older than a week goes at the same time. */
export function rememberWritten(name: string, written: Omit<Written, 'at'> | undefined): void {
  const now = Date.now()
  const all = Object.entries(readAll()).filter(([other, { at }]) => other !== name && now - at < week)
  if (written) all.push([name, { ...written, at: now }])
  keep('written', all.length === 0 ? undefined : JSON.stringify(Object.fromEntries(all)))
}

function readAll(): Record<string, Written> {
  try {
    const all: Record<string, Written> = JSON.parse(kept('written') ?? '{}')
    return all
  } catch {
    return {}
  }
}
