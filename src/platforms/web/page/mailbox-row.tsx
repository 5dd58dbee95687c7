import { useState } from 'preact/hooks'
import type { CardState } from '../../card.ts'
import type { MailboxView, MailSetupView } from '../mail-api.ts'
import { addresses } from './addresses.ts'
import { reader, t } from './language.ts'
import { MailDoor } from './mail-door.tsx'
import { MailboxEditor } from './mailbox-form.tsx'
import { moment } from './moment.ts'
import { useNow } from './now.ts'
import type { Act } from './staff-table.tsx'
import { StateMark } from './state-mark.tsx'
import { SureButton } from './sure-button.tsx'
import type { Wire } from './wire.ts'

interface MailboxRowProps {
  mailbox: MailboxView
  setup: MailSetupView
  wire: Wire
  act: Act
  onSaved: (address: string) => Promise<void>
}

/** One mailbox: whether it is well, what came, and what can be done about it. */
export function MailboxRow({ mailbox, setup, wire, act, onSaved }: MailboxRowProps) {
  const [shown, setShown] = useState<'form' | 'door'>()
  const toggle = (what: 'form' | 'door'): void => setShown(shown === what ? undefined : what)
  const { id, address, closed } = mailbox
  return (
    <li class={closed ? 'mailbox closed' : 'mailbox'}>
      <div class="mailbox-line">
        <div class="mailbox-who">
          <p>
            <strong>{address}</strong> <small>{mailbox.name}</small> <MailboxState mailbox={mailbox} />
          </p>
          <Figures mailbox={mailbox} />
        </div>
        <div class="buttons">
          <button
            type="button"
            class="button"
            aria-expanded={shown === 'form'}
            onClick={() => toggle('form')}
          >
            {closed ? t('mail.reopen') : t('mail.change')}
          </button>
          {!closed && (
            <>
              <button
                type="button"
                class="button"
                aria-expanded={shown === 'door'}
                onClick={() => toggle('door')}
              >
                {t('mail.door')}
              </button>
              <SureButton
                label={t('mail.close')}
                question={t('mail.closeSure', { address })}
                onSure={() => act(addresses.closeMailbox(id), {}, t('mail.closedNow', { address }))}
              />
            </>
          )}
        </div>
      </div>
      {[mailbox.fault, mailbox.sendFault].map(
        (fault) =>
          fault &&
          !closed && (
            <p class="fault">
              {fault.says} <span class="finding-remedy">→ {fault.remedy}</span>
            </p>
          ),
      )}
      {shown === 'door' && <MailDoor mailbox={mailbox} doorUrl={setup.doorUrl} wire={wire} />}
      {shown === 'form' && (
        <MailboxEditor
          wire={wire}
          presets={setup.presets}
          mailbox={mailbox}
          onSaved={async (saved) => {
            setShown(undefined)
            await onSaved(saved)
          }}
          onCancel={() => setShown(undefined)}
        />
      )}
    </li>
  )
}

function MailboxState({ mailbox }: { mailbox: MailboxView }) {
  const now = useNow()
  const { closed, fault, sendFault, imap, smtp, signIn } = mailbox
  const state = (tone: CardState['tone'], label: string) => <StateMark state={{ tone, mark: '', label }} />
  if (closed) return state('filed', t('mail.state.closed'))
  if (signIn === 'lost') return state('overdue', t('mail.state.lost'))
  if (fault) return state('overdue', t('mail.state.fault', { since: moment(fault.since, now, reader) }))
  if (sendFault)
    return state('overdue', t('mail.state.sendFault', { since: moment(sendFault.since, now, reader) }))
  if (imap === null) return state('working', t('mail.state.http'))
  return smtp === null ? state('waiting', t('mail.state.silent')) : state('solved', t('mail.state.good'))
}

function Figures({ mailbox }: { mailbox: MailboxView }) {
  const now = useNow()
  const { imap, smtp, lastArrivedAt, today, waiting } = mailbox
  const figures = [
    imap && t('mail.in', { host: imap.host }),
    smtp && t('mail.out', { host: smtp.host }),
    lastArrivedAt ? t('mail.last', { at: moment(lastArrivedAt, now, reader), today }) : t('mail.never'),
    waiting > 0 && t('mail.waiting', { count: waiting }),
  ]
  return <small>{figures.filter(Boolean).join(' · ')}</small>
}
