import type { ClockView } from '../api.ts'
import { progress } from './countdown.ts'
import { Deadline } from './deadline.tsx'
import { t } from './language.ts'
import { useNow } from './now.ts'

/** One clock of a ticket: what it measures, how far it is, what became of it, and how it was reckoned. */
export function ClockRow({ clock }: { clock: ClockView }) {
  const now = useNow()
  const { state } = clock
  const [note, ...why] = clock.note.split('\n')
  return (
    <li class={`clock clock-${state}`}>
      <span class="clock-label">
        {clock.label} {note && <small>{note}</small>}
      </span>
      {state === 'running' ? (
        <Deadline from={clock.from} due={clock.due} />
      ) : (
        <span>{t(`clock.${state}`)}</span>
      )}
      {state === 'running' && <progress max={100} value={progress(clock, now)} aria-hidden="true" />}
      {why.length > 0 && <p class="clock-why">{why.join('\n')}</p>}
    </li>
  )
}
