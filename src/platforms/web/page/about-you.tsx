import { useEffect, useRef, useState } from 'preact/hooks'
import type { VisitorView } from '../api.ts'
import { t } from './language.ts'
import { wordsOf } from './wire.ts'

interface AboutYouProps {
  view: VisitorView
  onSave: (profile: { name: string; contact: string }) => Promise<void>
}

/** One quiet line that offers to leave a name and a way to call back; nobody has to open it. */
export function AboutYou({ view, onSave }: AboutYouProps) {
  const [open, setOpen] = useState(false)
  if (open) return <AboutForm view={view} onSave={onSave} onClose={() => setOpen(false)} />
  const name = view.name || view.contact
  return (
    <button type="button" class="link about-link" onClick={() => setOpen(true)}>
      {name ? t('about.known', { name }) : t('about.offer')}
    </button>
  )
}

function AboutForm({ view, onSave, onClose }: AboutYouProps & { onClose: () => void }) {
  const [values, setValues] = useState({ name: view.name, contact: view.contact })
  const [fault, setFault] = useState('')
  const [busy, setBusy] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const save = async (): Promise<void> => {
    setBusy(true)
    setFault('')
    try {
      await onSave({ name: values.name.trim(), contact: values.contact.trim() })
      onClose()
    } catch (error) {
      setFault(wordsOf(error))
      setBusy(false)
    }
  }
  return (
    <form
      class="about"
      aria-label={t('about.title')}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <p>{t('about.why')}</p>
      <div class="about-row">
        <input
          ref={first}
          autocomplete="name"
          maxLength={60}
          aria-label={t('about.name')}
          placeholder={t('about.name')}
          value={values.name}
          onInput={(event) => setValues({ ...values, name: event.currentTarget.value })}
        />
        <input
          autocomplete="tel"
          maxLength={120}
          aria-label={t('about.contact')}
          placeholder={t('about.contact')}
          value={values.contact}
          onInput={(event) => setValues({ ...values, contact: event.currentTarget.value })}
        />
      </div>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="button primary" disabled={busy}>
          {t('act.save')}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {t('about.skip')}
        </button>
      </div>
    </form>
  )
}
