import { useState } from 'preact/hooks'
import type { MailboxView, MailPresetView } from '../mail-api.ts'
import { addresses } from './addresses.ts'
import { t } from './language.ts'
import { draftOf, type FormPart, formOf, type MailboxForm, withPreset } from './mailbox-draft.ts'
import { Area, Choice, Line } from './mailbox-fields.tsx'
import { ServerFields } from './mailbox-servers.tsx'
import { SignIn } from './mailbox-sign-in.tsx'
import { MailboxTest } from './mailbox-test.tsx'
import { type Wire, wordsOf } from './wire.ts'

interface MailboxFormProps {
  wire: Wire
  presets: MailPresetView[]
  /** Absent: a new one. */
  mailbox?: MailboxView
  onSaved: (address: string) => Promise<void>
  onCancel: () => void
}

/** What a mailbox is, filled as far as its address tells; tried out before it is saved. */
export function MailboxEditor({ wire, presets, mailbox, onSaved, onCancel }: MailboxFormProps) {
  const [form, setForm] = useState(() => formOf(mailbox, presets))
  const [guessed, setGuessed] = useState('')
  const [fault, setFault] = useState('')
  const [busy, setBusy] = useState(false)
  const set = (change: Partial<MailboxForm>): void => setForm((was) => ({ ...was, ...change }))
  const choose = (id: string): void => setForm((was) => withPreset(was, presetWith(presets, id)))
  const guess = async (): Promise<void> => {
    // What was chosen or typed by hand stays.
    const untouched = form.preset === guessed && (guessed !== '' || form.imap.host === '')
    if (mailbox || !untouched || !form.address.includes('@')) return
    const { id = '' } = await wire
      .get<{ id?: string }>(addresses.mailPreset(form.address))
      .catch(() => ({ id: '' }))
    if (id === '') return
    setGuessed(id)
    setForm((was) => (was.preset === form.preset ? withPreset(was, presetWith(presets, id)) : was))
  }
  const save = async (): Promise<void> => {
    setBusy(true)
    setFault('')
    try {
      await wire.post(addresses.saveMailbox, { ...idOf(mailbox), draft: draftOf(form) })
      await onSaved(form.address)
    } catch (error) {
      setFault(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  const preset = presetWith(presets, form.preset)
  return (
    <form
      class="mailbox-form"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Who form={form} set={set} presets={presets} choose={choose} guess={guess} />
      {preset && <p class="mailbox-hint">{preset.hint}</p>}
      <SignIn form={form} set={set} preset={preset} kept={mailbox?.signIn} />
      <ServerFields form={form} set={set} open={preset === undefined} isNew={mailbox === undefined} />
      <More form={form} set={set} />
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <MailboxTest
        wire={wire}
        asked={() => ({ ...idOf(mailbox), draft: draftOf(form) })}
        onTrust={(names) => set({ trusted: [form.trusted, ...names].filter(Boolean).join('\n') })}
      >
        <button type="submit" class="button primary" disabled={busy}>
          {t('act.save')}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {t('act.cancel')}
        </button>
      </MailboxTest>
    </form>
  )
}

const idOf = (mailbox: MailboxView | undefined): { id?: string } => (mailbox ? { id: mailbox.id } : {})

const presetWith = (presets: readonly MailPresetView[], id: string): MailPresetView | undefined =>
  presets.find((one) => one.id === id)

interface WhoProps extends FormPart {
  presets: MailPresetView[]
  choose: (id: string) => void
  guess: () => Promise<void>
}

function Who({ form, set, presets, choose, guess }: WhoProps) {
  return (
    <div class="mailbox-row">
      <Line
        label={t('mail.address')}
        value={form.address}
        onChange={(address) => set({ address })}
        onLeave={() => void guess()}
        placeholder="kefu@example.com"
        mode="email"
        required
      />
      <Line
        label={t('mail.name')}
        value={form.name}
        onChange={(name) => set({ name })}
        placeholder={t('mail.namePlaceholder')}
        required
      />
      <Choice
        label={t('mail.provider')}
        value={form.preset}
        onChange={choose}
        options={[
          { id: '', label: t('mail.other') },
          ...presets.map(({ id, name }) => ({ id, label: name })),
        ]}
      />
    </div>
  )
}

function More({ form, set }: FormPart) {
  return (
    <details>
      <summary>{t('mail.more')}</summary>
      <div class="mailbox-row">
        <Area
          label={t('mail.aliases')}
          hint={t('mail.aliasesHint')}
          value={form.aliases}
          onChange={(aliases) => set({ aliases })}
        />
        <Area
          label={t('mail.trusted')}
          hint={t('mail.trustedHint')}
          value={form.trusted}
          onChange={(trusted) => set({ trusted })}
        />
      </div>
    </details>
  )
}
