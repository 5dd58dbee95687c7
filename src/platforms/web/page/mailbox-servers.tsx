import { t } from './language.ts'
import type { FormPart, ServerForm } from './mailbox-draft.ts'
import { Area, Choice, Line, Tick } from './mailbox-fields.tsx'

interface ServerFieldsProps extends FormPart {
  /** Nobody knows the provider: they are to be typed. */
  open: boolean
  isNew: boolean
}

/** Where mails are fetched and where they are sent from. */
export function ServerFields({ form, set, open, isNew }: ServerFieldsProps) {
  return (
    <details open={open}>
      <summary>
        {t('mail.servers')}
        <small>
          {' '}
          {[form.reads && form.imap.host, form.sends && form.smtp.host].filter(Boolean).join(' · ')}
        </small>
      </summary>
      <fieldset>
        <Tick label={t('mail.reads')} checked={form.reads} onChange={(reads) => set({ reads })} />
        {form.reads && (
          <>
            <Server server={form.imap} set={(imap) => set({ imap })} address={form.address} />
            <div class="mailbox-row">
              <Area
                label={t('mail.folders')}
                hint={t('mail.foldersHint')}
                value={form.folders}
                onChange={(folders) => set({ folders })}
              />
              {isNew && (
                <Choice
                  label={t('mail.since')}
                  value={form.pastDays}
                  onChange={(pastDays) => set({ pastDays })}
                  options={['0', '1', '3', '7', '30', '90'].map((id) => ({
                    id,
                    label: id === '0' ? t('mail.fromNow') : t('mail.pastDays', { days: id }),
                  }))}
                />
              )}
            </div>
          </>
        )}
      </fieldset>
      <fieldset>
        <Tick label={t('mail.sends')} checked={form.sends} onChange={(sends) => set({ sends })} />
        {form.sends && <Server server={form.smtp} set={(smtp) => set({ smtp })} address={form.address} />}
      </fieldset>
    </details>
  )
}

interface ServerProps {
  server: ServerForm
  set: (server: ServerForm) => void
  address: string
}

function Server({ server, set, address }: ServerProps) {
  const change = (part: Partial<ServerForm>): void => set({ ...server, ...part })
  return (
    <div class="mailbox-row mailbox-server">
      <Line label={t('mail.host')} value={server.host} onChange={(host) => change({ host })} required />
      <Line
        label={t('mail.port')}
        value={server.port}
        onChange={(port) => change({ port })}
        mode="numeric"
        required
      />
      <Choice
        label={t('mail.security')}
        value={server.security}
        onChange={(id) => change({ security: id === 'starttls' || id === 'none' ? id : 'tls' })}
        options={[
          { id: 'tls', label: 'TLS' },
          { id: 'starttls', label: 'STARTTLS' },
          { id: 'none', label: t('mail.unencrypted') },
        ]}
      />
      <Line
        label={t('mail.user')}
        value={server.user}
        onChange={(user) => change({ user })}
        placeholder={address || t('mail.userPlaceholder')}
      />
    </div>
  )
}
