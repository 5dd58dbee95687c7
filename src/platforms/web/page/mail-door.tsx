import { useState } from 'preact/hooks'
import type { MailboxView } from '../mail-api.ts'
import { addresses } from './addresses.ts'
import { t } from './language.ts'
import { SureButton } from './sure-button.tsx'
import { type Wire, wordsOf } from './wire.ts'

interface MailDoorProps {
  mailbox: MailboxView
  doorUrl: string
  wire: Wire
}

/** The HTTP door of a mailbox: how a mail server brings mails, and a new token, shown this once. */
export function MailDoor({ mailbox, doorUrl, wire }: MailDoorProps) {
  const [token, setToken] = useState('')
  const [fault, setFault] = useState('')
  const make = async (): Promise<void> => {
    setFault('')
    try {
      setToken((await wire.post<{ token: string }>(addresses.mailToken(mailbox.id), {})).token)
    } catch (error) {
      setFault(wordsOf(error))
    }
  }
  const has = mailbox.door || token !== ''
  return (
    <div class="mail-door">
      <p>{t('mail.doorWhat')}</p>
      <pre>
        <code>{curlLine(doorUrl, token || t('mail.tokenHere'))}</code>
      </pre>
      {token && <p class="secret">{t('mail.tokenOnce')}</p>}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      {has ? (
        <SureButton label={t('mail.newToken')} question={t('mail.newTokenSure')} onSure={make} />
      ) : (
        <button type="button" class="button" onClick={() => void make()}>
          {t('mail.makeToken')}
        </button>
      )}
    </div>
  )
}

const curlLine = (url: string, token: string): string =>
  `curl --fail -X POST '${url}' \\\n  -H 'Authorization: Bearer ${token}' \\\n  -H 'Content-Type: message/rfc822' --data-binary @-`
