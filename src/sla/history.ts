import type { Clock } from '../generated/client.ts'

/** What became of a clock at one instant, and what it then stood at. Instants are ISO, as they are kept. */
export interface Turn {
  /** `retargeted`: another target; `moved`: other hours; `reckoned`: somebody chose to apply what the playbook says now. */
  what: 'started' | 'paused' | 'resumed' | 'retargeted' | 'moved' | 'reckoned' | 'stopped'
  at: string
  target: string
  policy: string
  /** The hours it ran in from then on: see `calendarNamed`. */
  place: string
  due: string
  /** In somebody's own words, what a date was set for. */
  note?: string
}

/** A stretch of time during which a clock ran; `to` is absent while it does. */
export interface Stretch {
  from: Date
  to?: Date
}

type Told = Pick<Clock, 'history' | 'startedAt' | 'pausedAt' | 'stoppedAt'>

/** What became of a clock, in order. */
export const turnsOf = ({ history }: Pick<Told, 'history'>): Turn[] => history as unknown as Turn[]

/** When a clock ran, in order, up to now. */
export function stretchesOf(clock: Told): Stretch[] {
  const stretches: Stretch[] = [{ from: clock.startedAt }]
  for (const { what, at } of turnsOf(clock)) {
    const last = stretches.at(-1)
    if ((what === 'paused' || what === 'stopped') && last && !last.to) last.to = new Date(at)
    if (what === 'resumed' && last?.to) stretches.push({ from: new Date(at) })
  }
  return stretches
}
