import { useEffect, useState } from 'preact/hooks'
import { seated } from './door.ts'
import { t } from './language.ts'
import type { LiveState } from './live.ts'

/** Says when the line is gone, and that nothing typed is lost; a short gap is not worth a word. */
export function LineNotice({ live, words }: { live: LiveState; words: string }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (live !== 'lost') {
      setShown(false)
      return undefined
    }
    const timer = setTimeout(() => setShown(true), 1500)
    return () => clearTimeout(timer)
  }, [live])
  return (
    <div role="status" aria-live="polite">
      {shown && live === 'lost' && <p class="bar bar-lost">{words}</p>}
    </div>
  )
}

/** The session is over: where to sign in, and that what was typed is kept. */
export function ExpiredNotice() {
  return (
    <p class="bar bar-expired" role="alert">
      {t('session.expired')} <a href={signInHere()}>{t('session.signIn')}</a>
    </p>
  )
}

/** The sign-in page, which leads back to where one is. */
export function signInHere(): string {
  const back = location.pathname + location.search + location.hash
  const address = seated('/sign-in')
  return `${address}${address.includes('?') ? '&' : '?'}next=${encodeURIComponent(back)}`
}
