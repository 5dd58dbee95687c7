import { useEffect, useRef } from 'preact/hooks'
import type { Card } from '../../card.ts'
import { CardEditor } from './card-editor.tsx'
import { Findings } from './findings.tsx'
import { t } from './language.ts'
import type { Asking, Press } from './press.ts'
import { Shown } from './shown.tsx'

/** What can be done on a card: its buttons, the open editor, the question before acting, and what became of it. */
export function CardActions({ card, press }: { card: Card; press: Press }) {
  const { asking, editing, notice, busy } = press
  if (card.actions.length === 0 && !editing && !notice) return null
  return (
    <div class="acts">
      {editing && <CardEditor card={card} press={press} />}
      {asking && <Question key={asking.action.id} asking={asking} press={press} />}
      {!editing && !asking && card.actions.length > 0 && (
        <div class="buttons">
          {card.actions.map((action) => (
            <button
              key={action.id}
              type="button"
              class={`button ${action.style}`}
              data-action={action.id}
              disabled={busy !== undefined}
              aria-busy={busy === action.id}
              onClick={() => press.press(action)}
            >
              {busy === action.id ? t('card.busy') : action.label}
            </button>
          ))}
        </div>
      )}
      <p class={`notice ${notice ? `notice-${notice.tone}` : ''}`} role="status" aria-live="polite">
        {notice && (
          <>
            <span aria-hidden="true">{notice.tone === 'done' ? '✓' : '!'}</span> {notice.text}
          </>
        )}
      </p>
      {notice?.findings && <Findings card={card} press={press} findings={notice.findings} />}
      {notice?.shown && <Shown parts={notice.shown} onClose={press.hush} />}
    </div>
  )
}

function Question({ asking, press }: { asking: Asking; press: Press }) {
  const yes = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    yes.current?.focus({ preventScroll: true })
    yes.current?.closest('.question')?.scrollIntoView({ block: 'nearest' })
  }, [])
  const { action, values } = asking
  return (
    <div
      class={`question question-${action.style}`}
      role="alertdialog"
      aria-label={asking.question}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        press.cancel()
      }}
    >
      <p>{asking.question}</p>
      <div class="buttons">
        <button
          ref={yes}
          type="button"
          class={`button ${action.style === 'danger' ? 'danger' : 'primary'}`}
          onClick={() => press.act(action, values)}
        >
          {action.label}
        </button>
        <button type="button" class="button" onClick={press.cancel}>
          {t('act.cancel')}
        </button>
      </div>
    </div>
  )
}
