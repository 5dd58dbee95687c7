import type { KeptMailView, MailSetupView } from '../mail-api.ts'
import { addresses } from './addresses.ts'
import { reader, t } from './language.ts'
import { moment } from './moment.ts'
import { useNow } from './now.ts'
import type { Act } from './staff-table.tsx'

interface KeptMailsProps {
  setup: MailSetupView
  act: Act
}

/** Mails that became nobody's matter: taken as a program's, or not readable. */
export function KeptMails({ setup, act }: KeptMailsProps) {
  const { setAside, unreadable } = setup
  return (
    <>
      {unreadable.length > 0 && (
        <div class="kept-mails">
          <h3>
            {t('mail.unreadable')} <span class="count count-due">{unreadable.length}</span>
          </h3>
          <p class="kept-what">{t('mail.unreadableWhat')}</p>
          <MailList mails={unreadable} />
          <button
            type="button"
            class="button"
            onClick={() => void act(addresses.readMailsAgain, {}, t('mail.readAgainDone'))}
          >
            {t('mail.readAgain')}
          </button>
        </div>
      )}
      {setAside.length > 0 && (
        <details class="kept-mails">
          <summary>{t('mail.setAside', { count: setAside.length })}</summary>
          <p class="kept-what">{t('mail.setAsideWhat')}</p>
          <MailList mails={setAside} onTake={(id) => void act(addresses.takeMail(id), {}, t('mail.taken'))} />
        </details>
      )}
    </>
  )
}

function MailList({ mails, onTake }: { mails: KeptMailView[]; onTake?: (id: string) => void }) {
  const now = useNow()
  return (
    <ul class="undone">
      {mails.map(({ id, from, subject, why, at, mailbox }) => (
        <li key={id} class="kept-mail">
          <div>
            <p>
              <strong>{subject || t('mail.noSubject')}</strong>{' '}
              <span class="status status-uncertain">{whyOf(why)}</span>
            </p>
            <small>
              {from || t('mail.noSender')} → {mailbox} · {moment(at, now, reader)}
            </small>
          </div>
          {onTake && (
            <button type="button" class="button" onClick={() => onTake(id)}>
              {t('mail.take')}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

function whyOf(why: string): string {
  if (why === 'auto_reply') return t('mail.why.auto_reply')
  if (why === 'bounce') return t('mail.why.bounce')
  if (why === 'loop') return t('mail.why.loop')
  return why === 'list' ? t('mail.why.list') : why || t('mail.why.unreadable')
}
