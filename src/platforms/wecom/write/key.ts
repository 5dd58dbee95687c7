import { cutBytes } from './cut.ts'
import { most } from './room.ts'

/**
 * What a press asks for. `do`: the act itself. `ask`: the question before it. `form`: its fields. `back`: the card as it
 * was. `again`: what was refused, despite it.
 */
export type Asked = 'do' | 'ask' | 'form' | 'back' | 'again'

/** The key of a button; `choice` is the alternative it is about, where the card that asks has no dropdown any more. */
export const keyOf = (asked: Asked, id: string, choice?: string): string =>
  cutBytes(`${asked}:${id}${choice === undefined ? '' : `#${choice}`}`, most.keyBytes)

/** What the key of a pressed button asks for; `undefined` for one that is none of ours. */
export function readKey(key: string): { asked: Asked; id: string; values: { choice?: string } } | undefined {
  const [, asked, id, choice] = /^(do|ask|form|back|again):([^#]*)(?:#(.*))?$/s.exec(key) ?? []
  if (asked === undefined || id === undefined) return undefined
  return { asked: asked as Asked, id, values: choice === undefined ? {} : { choice } }
}
