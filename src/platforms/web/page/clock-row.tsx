import type { ClockView } from '../api.ts'
import { progress } from './countdown.ts'
import { Deadline } from './deadline.tsx'
import { t } from './language.ts'
import { useNow } from './now.ts'

/** One clock of a ticket: what it measures, how far it is, and what became of it. */
export function ClockRow({ clock }: { clock: ClockView }) {
  const now = useNow()
  const { state } = clock
  return (
    <li class={`clock clock-${state}`}>
      <span class="clock-label">
        {clock.label} {clock.note && <small>{clock.note}</small>}
      </span>
      {state === 'running' ? (
        <Deadline from={clock.from} due={clock.due} />
      ) : (
        <span>{t(`clock.${state}`)}</span>
      )}
      {state === 'running' && <progress max={100} value={progress(clock, now)} aria-hidden="true" />}
    </li>
  )
}
