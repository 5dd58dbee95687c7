import { useEffect, useRef, useState } from 'preact/hooks'
import { addresses } from './addresses.ts'
import { seated } from './door.ts'
import { formText } from './form-text.ts'
import { t } from './language.ts'
import { nextAddress } from './next-address.ts'
import { type Wire, wordsOf } from './wire.ts'

/** The shortest password the server takes. */
const passwordMin = 10

/** Login and password; leads back to where the session ended. */
export function SignInForm({ wire }: { wire: Wire }) {
  const [fault, setFault] = useState('')
  const [busy, setBusy] = useState(false)
  const login = useRef<HTMLInputElement>(null)
  useEffect(() => login.current?.focus(), [])
  const signIn = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form)
    setBusy(true)
    setFault('')
    try {
      await wire.post(addresses.signIn, {
        login: formText(data, 'login').trim(),
        password: formText(data, 'password'),
      })
      const next = new URLSearchParams(location.search).get('next')
      location.replace(nextAddress(next, location.origin) ?? seated('/desk'))
    } catch (error) {
      setFault(wordsOf(error))
      setBusy(false)
      form.querySelector<HTMLInputElement>('[name=password]')?.select()
    }
  }
  return (
    <form
      class="sheet-form"
      onSubmit={(event) => {
        event.preventDefault()
        void signIn(event.currentTarget)
      }}
    >
      <label>
        {t('signIn.login')}
        <input
          ref={login}
          name="login"
          autocomplete="username"
          required
          autocapitalize="none"
          spellcheck={false}
        />
      </label>
      <label>
        {t('signIn.password')}
        <input name="password" type="password" autocomplete="current-password" required />
      </label>
      <p class="fault" role="alert">
        {fault}
      </p>
      <button type="submit" class="button primary" disabled={busy}>
        {busy ? t('card.busy') : t('signIn.enter')}
      </button>
      <p class="hint">{t('signIn.forgotten')}</p>
    </form>
  )
}

/** A password for the next time; whoever skips it needs a new link then. */
export function PasswordForm({ wire }: { wire: Wire }) {
  const [fault, setFault] = useState('')
  const [busy, setBusy] = useState(false)
  const save = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form)
    const password = formText(data, 'password')
    if (password.length < passwordMin) return setFault(t('signIn.short', { min: passwordMin }))
    if (password !== data.get('again')) return setFault(t('signIn.differs'))
    setBusy(true)
    try {
      await wire.post(addresses.password, { password })
      location.replace(seated('/desk'))
    } catch (error) {
      setFault(wordsOf(error))
      setBusy(false)
    }
  }
  return (
    <form
      class="sheet-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save(event.currentTarget)
      }}
    >
      <p>{t('signIn.choose', { min: passwordMin })}</p>
      <label>
        {t('signIn.newPassword')}
        <input name="password" type="password" autocomplete="new-password" />
      </label>
      <label>
        {t('signIn.again')}
        <input name="again" type="password" autocomplete="new-password" />
      </label>
      <p class="fault" role="alert">
        {fault}
      </p>
      <button type="submit" class="button primary" disabled={busy}>
        {busy ? t('card.busy') : t('signIn.saveAndEnter')}
      </button>
    </form>
  )
}
