import { useEffect, useRef, useState } from 'preact/hooks'
import type { Card, CardAction } from '../../card.ts'
import { faultyFields } from './answer.ts'
import { useDoor } from './door.ts'
import { isEnter } from './enter.ts'
import { Field } from './field.tsx'
import { t } from './language.ts'
import type { Press } from './press.ts'

interface EditorProps {
  card: Card
  press: Press
}

/** The fields an action needs, opened inside its card. Its text is never thrown away by an update of the card. */
export function CardEditor({ card, press }: EditorProps) {
  const { editing } = press
  const action = card.actions.find((one) => one.id === editing?.action)
  if (!editing) return null
  if (!action) return <LostEditor values={editing.values} onClose={press.cancel} />
  return <Editor key={action.id} card={card} action={action} press={press} />
}

function Editor({ card, action, press }: EditorProps & { action: CardAction }) {
  const form = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const fields = action.fields ?? []
  const values = press.editing?.values ?? {}
  const faulty = faultyFields(fields, values)
  const changed = press.editing?.revision !== card.revision
  const tell = useTyping(card, action)
  useEffect(() => focusFirst(form.current), [])

  const submit = (sure: boolean): void => {
    setTried(true)
    if (faulty.length > 0) focusFaulty(form.current)
    else if (changed || press.busy) return
    else if (action.confirm) press.ask(action, values, action.confirm)
    else if (sure) press.act(action, values)
    else press.ask(action, values, t('card.enterAgain', { label: action.label }))
  }
  return (
    <form
      ref={form}
      class="editor"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit(true)
      }}
      onKeyDown={(event) => pressInEditor(event, submit, press.cancel)}
    >
      {changed && <Changed onGoOn={press.adopt} />}
      {fields.map((field) => (
        <Field
          key={field.id}
          field={field}
          value={values[field.id] ?? ''}
          locked={press.busy !== undefined}
          faulty={tried && faulty.includes(field.id)}
          onChange={(value) => {
            press.type({ ...values, [field.id]: value })
            tell()
          }}
        />
      ))}
      <EditorButtons action={action} press={press} locked={changed} />
    </form>
  )
}

function EditorButtons({ action, press, locked }: { action: CardAction; press: Press; locked: boolean }) {
  return (
    <div class="buttons">
      <button
        type="submit"
        class={action.style === 'danger' ? 'button danger' : 'button primary'}
        disabled={press.busy !== undefined || locked}
      >
        {press.busy === action.id ? t('card.busy') : action.label}
      </button>
      <button type="button" class="button" onClick={press.cancel}>
        {t('act.cancel')}
      </button>
      <small class="hint">{t('card.editorKeys')}</small>
    </div>
  )
}

/** Enter asks first, with Ctrl or ⌘ it is meant; Shift+Enter is a new line, and an input method keeps its Enter. */
function pressInEditor(event: KeyboardEvent, submit: (sure: boolean) => void, cancel: () => void): void {
  const typing = event.target instanceof HTMLTextAreaElement
  if (event.key === 'Escape') cancel()
  else if (!typing || event.shiftKey || !isEnter(event)) return
  else submit(event.ctrlKey || event.metaKey)
  event.preventDefault()
  event.stopPropagation()
}

function Changed({ onGoOn }: { onGoOn: () => void }) {
  return (
    <p class="changed" role="alert">
      {t('card.changed')}{' '}
      <button type="button" class="link" onClick={onGoOn}>
        {t('card.goOn')}
      </button>
    </p>
  )
}

/** The action has gone from the card, the text has not. */
function LostEditor({ values, onClose }: { values: Record<string, string>; onClose: () => void }) {
  const text = Object.values(values).filter(Boolean).join('\n')
  return (
    <div class="editor">
      <p class="changed" role="alert">
        {t('card.lost')}
      </p>
      <textarea readOnly rows={4} value={text} aria-label={t('card.lostText')} />
      <div class="buttons">
        <button type="button" class="button" onClick={() => void navigator.clipboard?.writeText(text)}>
          {t('act.copy')}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {t('card.discard')}
        </button>
      </div>
    </div>
  )
}

/** Tells at most every four seconds that a text for the customer is being written. */
function useTyping(card: Card, action: CardAction): () => void {
  const { tellTyping } = useDoor()
  const told = useRef(0)
  const forCustomer = card.draft !== undefined || action.id.endsWith('.reply')
  return () => {
    if (!forCustomer || !card.ticket || Date.now() - told.current < 4000) return
    told.current = Date.now()
    tellTyping?.(card.ticket)
  }
}

function focusFirst(form: HTMLFormElement | null): void {
  const first = form?.querySelector<HTMLElement>('textarea, select, input')
  first?.focus({ preventScroll: true })
  if (first instanceof HTMLTextAreaElement) first.setSelectionRange(first.value.length, first.value.length)
  form?.scrollIntoView({ block: 'nearest' })
}

function focusFaulty(form: HTMLFormElement | null): void {
  requestAnimationFrame(() =>
    form?.querySelector<HTMLElement>('[aria-invalid=true], .field-faulty input')?.focus(),
  )
}
