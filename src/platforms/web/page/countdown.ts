import { clockTime, dayOf, type MomentKey } from './moment.ts'
import type { Reader } from './text.ts'

export type CountdownKey =
  | MomentKey
  | 'countdown.left'
  | 'countdown.over'
  | 'countdown.underMinute'
  | 'countdown.minutes'
  | 'countdown.hours'
  | 'countdown.hoursMinutes'
  | 'countdown.days'
  | 'countdown.daysHours'

/** `soon` from 80 % of the way to the deadline on, `due` from the deadline on. */
type Urgency = 'calm' | 'soon' | 'due'

export interface Countdown {
  urgency: Urgency
  text: string
}

const minute = 60_000

/** How far a running clock is, in words: `剩 25 分钟 · 17:30`. */
export function countdown(
  clock: { from: string; due: string },
  now: number,
  reader: Reader<CountdownKey>,
): Countdown {
  const from = Date.parse(clock.from)
  const due = Date.parse(clock.due)
  const left = due - now
  const when = whenDue(clock.due, now, reader)
  if (left <= 0)
    return { urgency: 'due', text: reader.say('countdown.over', { time: duration(-left, reader), when }) }
  const soon = now >= from + 0.8 * (due - from)
  return {
    urgency: soon ? 'soon' : 'calm',
    text: reader.say('countdown.left', { time: duration(left, reader), when }),
  }
}

/** The share of the way to the deadline, 0 to 100. */
export function progress(clock: { from: string; due: string }, now: number): number {
  const from = Date.parse(clock.from)
  const whole = Date.parse(clock.due) - from
  if (whole <= 0) return 100
  return Math.round(Math.min(1, Math.max(0, (now - from) / whole)) * 100)
}

function whenDue(due: string, now: number, reader: Reader<CountdownKey>): string {
  const day = dayOf(due, now, reader)
  const time = clockTime(due, reader)
  return day === reader.say('moment.today') ? time : `${day} ${time}`
}

function duration(length: number, { say }: Reader<CountdownKey>): string {
  const whole = Math.floor(length / minute)
  const minutes = whole % 60
  const hours = Math.floor(whole / 60) % 24
  const days = Math.floor(whole / 1440)
  if (whole < 1) return say('countdown.underMinute')
  if (days > 0) return say(hours > 0 ? 'countdown.daysHours' : 'countdown.days', { days, hours })
  if (hours > 0) return say(minutes > 0 ? 'countdown.hoursMinutes' : 'countdown.hours', { hours, minutes })
  return say('countdown.minutes', { minutes })
}
