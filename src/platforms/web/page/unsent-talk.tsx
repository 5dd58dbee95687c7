import { t } from './language.ts'
import type { Sender } from './sender.ts'
import type { Unsent } from './unsent.ts'
import { Words } from './words.tsx'

/** A line of talk that has not come back as a post yet. */
export function UnsentTalk({ one, sender }: { one: Unsent; sender: Sender }) {
  return (
    <>
      <div class={`talk talk-${one.state}`}>
        <Words text={one.text} />
      </div>
      {one.state === 'refused' ? (
        <p class="fault" role="alert">
          {t('chat.notSent', { why: one.notice ?? '' })}{' '}
          <button type="button" class="link" onClick={() => sender.retry(one.id)}>
            {t('act.again')}
          </button>{' '}
          <button type="button" class="link" onClick={() => sender.discard(one.id)}>
            {t('act.discard')}
          </button>
        </p>
      ) : (
        <p class="hint">{one.state === 'waiting' ? t('chat.waiting') : `✓ ${t('chat.sent')}`}</p>
      )}
    </>
  )
}
