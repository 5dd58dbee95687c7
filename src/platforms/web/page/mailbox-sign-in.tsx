import type { MailboxView, MailPresetView } from '../mail-api.ts'
import { t } from './language.ts'
import type { FormPart } from './mailbox-draft.ts'
import { Line, Secret } from './mailbox-fields.tsx'

interface SignInProps extends FormPart {
  preset: MailPresetView | undefined
  /** How the mailbox signs in as it is kept; absent for a new one. */
  kept: MailboxView['signIn'] | undefined
}

/** A password (with most providers a code), or OAuth 2; what is kept is never shown, and stays where nothing is typed. */
export function SignIn({ form, set, preset, kept }: SignInProps) {
  const offersOAuth = preset === undefined || preset.tokenUrl !== undefined || form.signIn === 'oauth'
  const stays = kept === form.signIn ? t('mail.stays') : undefined
  return (
    <fieldset>
      {kept === 'lost' && <p class="fault">{t('mail.lost')}</p>}
      {offersOAuth && (
        <div class="boxes" role="radiogroup" aria-label={t('mail.signIn')}>
          {(['password', 'oauth'] as const).map((way) => (
            <label key={way}>
              <input
                type="radio"
                name="sign-in"
                checked={form.signIn === way}
                onChange={() => set({ signIn: way })}
              />
              {way === 'oauth' ? 'OAuth 2' : passwordName(preset)}
            </label>
          ))}
        </div>
      )}
      <div class={form.signIn === 'password' ? 'mailbox-secret' : 'mailbox-row'}>
        {form.signIn === 'password' ? (
          <Secret
            label={passwordName(preset)}
            value={form.password}
            onChange={(password) => set({ password })}
            placeholder={stays}
          />
        ) : (
          <>
            <Line
              label={t('mail.clientId')}
              value={form.clientId}
              onChange={(clientId) => set({ clientId })}
            />
            <Secret
              label={t('mail.clientSecret')}
              value={form.clientSecret}
              onChange={(clientSecret) => set({ clientSecret })}
              placeholder={stays ?? t('mail.mayBeEmpty')}
            />
            <Secret
              label={t('mail.refreshToken')}
              value={form.refreshToken}
              onChange={(refreshToken) => set({ refreshToken })}
              placeholder={stays}
            />
            <Line
              label={t('mail.tokenUrl')}
              value={form.tokenUrl}
              onChange={(tokenUrl) => set({ tokenUrl })}
            />
          </>
        )}
      </div>
    </fieldset>
  )
}

const passwordName = (preset: MailPresetView | undefined): string =>
  preset?.signIn === 'code' ? t('mail.code') : t('mail.password')
