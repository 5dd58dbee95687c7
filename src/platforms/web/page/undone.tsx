import type { ComponentChildren } from 'preact'
import type { SystemView } from '../api.ts'
import { addresses } from './addresses.ts'
import { reader, t } from './language.ts'
import { moment } from './moment.ts'
import { useNow } from './now.ts'
import type { Act } from './staff-table.tsx'

interface UndoneProps {
  system: SystemView
  act: Act
}

/** What was to go out and did not, or perhaps did: each can be tried again. */
export function Deliveries({ system, act }: UndoneProps) {
  const now = useNow()
  return (
    <Undone title={t('admin.deliveries')} none={t('admin.noDeliveries')}>
      {system.deliveries.map((one) => (
        <li key={one.id}>
          <p>
            <strong>{one.to}</strong> <small>{moment(one.at, now, reader)}</small>{' '}
            <span class={`status status-${one.status}`}>{statusName(one.status)}</span>
          </p>
          <p class="undone-what">{one.what}</p>
          <p class="fault">{one.error}</p>
          <button
            type="button"
            class="button"
            onClick={() => void act(addresses.retryDelivery(one.id), {}, t('admin.retried'))}
          >
            {one.status === 'uncertain' ? t('admin.sendAnyway') : t('admin.retry')}
          </button>
        </li>
      ))}
    </Undone>
  )
}

/** What came in and was recorded, and could not be handled yet. */
export function Arrivals({ system, act }: UndoneProps) {
  const now = useNow()
  return (
    <Undone title={t('admin.arrivals')} none={t('admin.noArrivals')}>
      {system.arrivals.map((one) => (
        <li key={`${one.platform} ${one.id}`}>
          <p>
            <strong>{one.platform}</strong> <small>{moment(one.at, now, reader)}</small>{' '}
            <small>{t('admin.attempts', { count: one.attempts })}</small>
          </p>
          <p class="fault">{one.error}</p>
          <button
            type="button"
            class="button"
            onClick={() =>
              void act(addresses.retryArrival, { platform: one.platform, id: one.id }, t('admin.retried'))
            }
          >
            {t('admin.retry')}
          </button>
        </li>
      ))}
    </Undone>
  )
}

function Undone({ title, none, children }: { title: string; none: string; children: ComponentChildren[] }) {
  return (
    <section>
      <h2>
        {title} {children.length > 0 && <span class="count count-due">{children.length}</span>}
      </h2>
      {children.length === 0 ? <p class="empty">{none}</p> : <ul class="undone">{children}</ul>}
    </section>
  )
}

function statusName(status: string): string {
  if (status === 'uncertain') return t('admin.uncertain')
  return status === 'dead' ? t('admin.dead') : status
}
