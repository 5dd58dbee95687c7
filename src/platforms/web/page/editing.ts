import { useState } from 'preact/hooks'
import type { Card } from '../../card.ts'
import { useDoor } from './door.ts'
import { recallWritten, rememberWritten } from './written.ts'

/** An open editor: whose action, what was typed, and the card it was begun on. */
export interface Editing {
  action: string
  values: Record<string, string>
  revision: number
  /** The alternative whose text it began with. */
  choice: string | undefined
}

/** The open editor of one shown card; what is typed is kept in the browser with every change. */
export function useEditing(card: Card, scope: string): [Editing | undefined, (next?: Editing) => void] {
  const { owner } = useDoor()
  const nameOf = (action: string): string => `${owner}/${scope}/${card.key}/${action}`
  const [editing, setEditing] = useState<Editing | undefined>(() => {
    for (const { id } of card.actions) {
      const written = recallWritten(nameOf(id))
      if (written) return { ...written, action: id, choice: written.choice }
    }
    return undefined
  })
  const edit = (next?: Editing): void => {
    if (editing) rememberWritten(nameOf(editing.action), undefined)
    if (next) {
      const { values, revision, choice } = next
      rememberWritten(nameOf(next.action), { values, revision, choice })
    }
    setEditing(next)
  }
  return [editing, edit]
}
