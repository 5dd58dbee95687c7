import { cutBytes } from './cut.ts'
import { most } from './room.ts'

/**
 * What a press asks for. `do`: the act itself. `ask`: the question before it. `form`: its fields. `back`: the card as it
 * was. `again`: what was refused, despite it.
 */
export type Asked = 'do' | 'ask' | 'form' | 'back' | 'again'

/** The key of a button. */
export const keyOf = (asked: Asked, id: string): string => cutBytes(`${asked}:${id}`, most.keyBytes)

/** What the key of a pressed button asks for; `undefined` for one that is none of ours. */
export function readKey(key: string): { asked: Asked; id: string } | undefined {
  const [, asked, id] = /^(do|ask|form|back|again):(.*)$/s.exec(key) ?? []
  return asked === undefined || id === undefined ? undefined : { asked: asked as Asked, id }
}
