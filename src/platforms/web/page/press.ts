import { useRef, useState } from 'preact/hooks'
import type { Card, CardAction, ReplyWay } from '../../card.ts'
import { firstChoice, startValues, withoutFiles } from './answer.ts'
import { useDoor } from './door.ts'
import { type Editing, useEditing } from './editing.ts'
import { t } from './language.ts'
import { type Notice, sayPatiently } from './said.ts'

/** An act that waits for a yes. */
export interface Asking {
  action: CardAction
  values: Record<string, string>
  revision: number
  question: string
}

/** Everything a person can do on one shown card, and how far it got. */
export interface Press {
  choice: string | undefined
  choose: (id: string) => void
  editing: Editing | undefined
  type: (values: Record<string, string>) => void
  /** Goes on editing after the card changed underneath. */
  adopt: () => void
  asking: Asking | undefined
  busy: string | undefined
  notice: Notice | undefined
  /** Repeats the press that was refused, on one of the ways its answer offered. */
  despite: (way: ReplyWay) => void
  /** Takes the answer away again. */
  hush: () => void
  /** Presses a button: opens its editor, asks, or acts. */
  press: (action: CardAction) => void
  /** Asks for a yes and then acts. */
  ask: (action: CardAction, values: Record<string, string>, question: string) => void
  act: (action: CardAction, values: Record<string, string>) => void
  cancel: () => void
}

/** `scope` keeps apart the places one card is shown in. */
export function usePress(card: Card, scope: string): Press {
  const [editing, edit] = useEditing(card, scope)
  const [asked, setAsking] = useState<Asking>()
  const [chosen, choose] = useState<string>()
  const acting = useActing(card, () => edit())
  const justChanged = useJustChanged(card.revision, acting.busy !== undefined)
  const choice = card.choices.some((one) => one.id === chosen) ? chosen : firstChoice(card)
  // A question is about the card as it stood: a changed card takes it back.
  const asking = asked?.revision === card.revision ? asked : undefined

  const ask: Press['ask'] = (action, values, question) =>
    setAsking({ action, values, question, revision: editing?.revision ?? card.revision })
  const act: Press['act'] = (action, values) => {
    setAsking(undefined)
    const own = editing?.action === action.id ? editing : { choice, revision: card.revision }
    const all = own.choice === undefined ? values : { choice: own.choice, ...values }
    acting.act(action.id, all, own.revision)
  }
  return {
    choice,
    choose,
    editing,
    asking,
    busy: acting.busy,
    notice: acting.notice,
    ask,
    act,
    despite: acting.despite,
    hush: () => acting.tell(undefined),
    type: (values) => editing && edit({ ...editing, values }),
    adopt: () => editing && edit({ ...editing, revision: card.revision }),
    press(action) {
      acting.tell(undefined)
      const { revision } = card
      if (action.fields?.length)
        edit({ action: action.id, values: startValues(card, action, choice), revision, choice })
      else if (justChanged()) acting.tell({ tone: 'refused', text: t('card.justChanged') })
      else if (action.confirm) ask(action, {}, action.confirm)
      else act(action, {})
    },
    cancel() {
      if (asking) setAsking(undefined)
      else edit()
    },
  }
}

interface Acting {
  busy: string | undefined
  notice: Notice | undefined
  act: (action: string, values: Record<string, string>, revision: number) => void
  despite: (way: ReplyWay) => void
  tell: (notice: Notice | undefined) => void
}

/** Sends what was pressed, one at a time, and keeps what was answered. */
function useActing(card: Card, onDone: () => void): Acting {
  const { wire } = useDoor()
  const [busy, setBusy] = useState<string>()
  const [notice, tell] = useState<Notice>()
  const last = useRef<{ words: string; id: string } | undefined>(undefined)
  const refused = useRef<{ action: string; values: Record<string, string>; revision: number } | undefined>(
    undefined,
  )
  const act = async (action: string, values: Record<string, string>, revision: number): Promise<void> => {
    tell(undefined)
    setBusy(action)
    const fields = card.actions.find((one) => one.id === action)?.fields ?? []
    const said = {
      kind: 'action',
      card: { key: card.key, revision },
      action,
      ...withoutFiles(fields, values),
    } as const
    const words = JSON.stringify(said)
    // The same press again after a lost connection carries the same id, so that it cannot act twice.
    const id = last.current?.words === words ? last.current.id : crypto.randomUUID()
    last.current = { words, id }
    const result = await sayPatiently(wire, { ...said, id })
    if (result.settled) last.current = undefined
    refused.current = result.notice.ways ? { action, values, revision } : undefined
    if (result.notice.tone === 'done' && !result.notice.shown) onDone()
    tell(result.notice)
    setBusy(undefined)
  }
  return {
    busy,
    notice,
    tell,
    act: (action, values, revision) => void act(action, values, revision),
    despite(way) {
      const again = refused.current
      if (again) void act(again.action, { ...again.values, despite: way }, again.revision)
    },
  }
}

// Long enough to see that something moved, too short to be in anybody's way.
const settleMs = 700

/** Whether the card changed under the pointer a moment ago: then a press may not mean what now stands there. */
function useJustChanged(revision: number, busy: boolean): () => boolean {
  const seen = useRef({ revision, at: 0 })
  if (seen.current.revision !== revision) seen.current = { revision, at: busy ? 0 : Date.now() }
  return () => Date.now() - seen.current.at < settleMs
}
