import './card.css'
import './mail.css'
import { useEffect, useState } from 'preact/hooks'
import type { MailSetupView } from '../mail-api.ts'
import { addresses } from './addresses.ts'
import { KeptMails } from './kept-mails.tsx'
import { t } from './language.ts'
import { MailboxEditor } from './mailbox-form.tsx'
import { MailboxRow } from './mailbox-row.tsx'
import type { Act } from './staff-table.tsx'
import { toast } from './toast.tsx'
import { type Wire, wordsOf } from './wire.ts'

interface MailProps {
  wire: Wire
  demo: boolean
}

/** The mailboxes customers write to. */
export function Mail({ wire, demo }: MailProps) {
  const [setup, setSetup] = useState<MailSetupView>()
  const [adding, setAdding] = useState(false)
  const load = async (): Promise<void> => setSetup(await wire.get<MailSetupView>(addresses.mail))
  useEffect(() => {
    if (!demo) load().catch((error: unknown) => toast(wordsOf(error), 'refused'))
  }, [demo])
  const act: Act = async (address, body, said) => {
    try {
      await wire.post(address, body)
      toast(said)
      await load()
    } catch (error) {
      toast(wordsOf(error), 'refused')
    }
  }
  const onSaved = async (address: string): Promise<void> => {
    setAdding(false)
    toast(t('mail.saved', { address }))
    await load()
  }
  return (
    <section aria-labelledby="mail-title" class="mail-section">
      <h2 id="mail-title">{t('mail.title')}</h2>
      {demo && <p class="empty">{t('mail.demo')}</p>}
      {setup?.mailboxes.length === 0 && !adding && <p class="empty">{t('mail.none')}</p>}
      {setup && (
        <>
          <ul class="mailboxes">
            {setup.mailboxes.map((one) => (
              <MailboxRow key={one.id} mailbox={one} setup={setup} wire={wire} act={act} onSaved={onSaved} />
            ))}
          </ul>
          {adding ? (
            <MailboxEditor
              wire={wire}
              presets={setup.presets}
              onSaved={onSaved}
              onCancel={() => setAdding(false)}
            />
          ) : (
            <button type="button" class="button primary" onClick={() => setAdding(true)}>
              {t('mail.add')}
            </button>
          )}
          <KeptMails setup={setup} act={act} />
        </>
      )}
    </section>
  )
}
