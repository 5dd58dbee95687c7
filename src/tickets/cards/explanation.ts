import type { Clock } from '../../generated/client.ts'
import { phraseLength, phraseNear } from '../../lib/instant.ts'
import { departmentOf } from '../../playbook/playbook.ts'
import { calendarNamed } from '../../sla/calendars.ts'
import { type Explanation, explain, type Told } from '../../sla/explain.ts'
import { closeOf } from '../../sla/target.ts'
import { type Audience, discreet } from './parts.ts'
import { phraseTarget } from './target.ts'

type Say = (key: string, values?: Record<string, string | number>) => string

/** One clock's deadline explained to a reader, in a paragraph; it opens with what counts. */
export function explanationOf(audience: Audience, clock: Told): string {
  const { playbook, at } = audience
  return phraseExplanation(
    audience,
    explain(clock, (name) => calendarNamed(playbook, name), at),
  )
}

/** Each clock that has not stopped, with its explanation. */
export const explainedClocks = (
  audience: Audience,
  clocks: readonly Clock[],
): { label: string; text: string }[] =>
  clocks
    .toSorted((one, other) => one.deadlineAt.getTime() - other.deadlineAt.getTime())
    .map((clock) => ({
      label: audience.translate(audience.locale, `desk.clock.${clock.name}`),
      text: explanationOf(audience, clock),
    }))

/** 周一 10:30 到期：从周五 11:00 起 4 个工作小时，等客户暂停 25 分钟，国庆节 10月1日–8日不计. */
function phraseExplanation(audience: Audience, told: Explanation): string {
  const say: Say = (key, values) => audience.translate(audience.locale, `desk.explain.${key}`, values)
  const parts = [
    basis(audience, say, told),
    ...countsLine(audience, say, told),
    ...(told.place === 'attended' ? [say('attended')] : []),
    ...told.moved.map((move) => phraseMove(audience, say, move)),
    ...pauseLine(audience, say, told),
    ...closedLine(audience, say, told),
    ...makeUpLine(audience, say, told),
    ...(told.missing.length > 0 ? [say('missing', { years: told.missing.join('、') })] : []),
  ]
  return say('whole', { state: opening(audience, say, told), how: parts.join(say('comma')) })
}

/** What counts now: when it is due, that it is late, stands still, or is done. */
function opening(audience: Audience, say: Say, told: Explanation): string {
  const due = near(audience, told.due)
  const length = phraseLength(audience, told.lateMs)
  if (told.ended) {
    const ended = near(audience, told.ended)
    if (told.state === 'met') return say('met', { ended, due })
    return told.lateMs > 0 ? say('missed', { ended, due, length }) : say('missedFormer', { ended, due })
  }
  if (told.state === 'paused') {
    const left = phraseWork(audience, told.leftMs)
    return told.leftMs < 0 ? say('pausedLate', { left }) : say('paused', { left })
  }
  return told.state === 'late' ? say('late', { due, length }) : say('running', { due })
}

/** From when, and how much; or which date somebody set, and what for. */
function basis(audience: Audience, say: Say, { target, clock, from, note }: Explanation): string {
  const since = near(audience, from)
  const aim = phraseTarget(audience, target)
  if (clock === 'revisit')
    return note
      ? say('datedFor', { from: since, note: discreet(audience, note) })
      : say('dated', { from: since })
  return say(closeOf(target) ? 'until' : 'length', { from: since, target: aim })
}

function countsLine(audience: Audience, say: Say, { target, counts, from }: Explanation): string[] {
  if (closeOf(target) || counts <= from) return []
  return [say('counts', { at: near(audience, counts) })]
}

function phraseMove(
  audience: Audience,
  say: Say,
  { what, at, former, place }: Explanation['moved'][number],
): string {
  return say(what, {
    at: near(audience, at),
    due: near(audience, former.due),
    target: phraseTarget(audience, former.target),
    place: phrasePlace(audience, say, place),
  })
}

/** Whose hours they are. */
function phrasePlace({ playbook, locale }: Audience, say: Say, place: string): string {
  const [kind, name = ''] = place.split(':')
  if (kind === 'department') return departmentOf(playbook, name)?.name[locale] ?? name
  if (kind === 'channel') return say('place.channel', { name })
  if (kind === 'attended') return say('place.attended')
  return kind === 'left_messages' ? say('place.leftMessages') : playbook.desk.name[locale]
}

function pauseLine(audience: Audience, say: Say, { pauses }: Explanation): string[] {
  // A pause while nobody works moves nothing.
  const felt = pauses.filter(({ ms }) => ms > 0)
  const length = phraseWork(
    audience,
    felt.reduce((sum, { ms }) => sum + ms, 0),
  )
  if (felt.length === 0) return []
  return [felt.length === 1 ? say('pause', { length }) : say('pauses', { times: felt.length, length })]
}

function closedLine(audience: Audience, say: Say, { closed }: Explanation): string[] {
  if (closed.length === 0) return []
  const days = closed.map(({ name, first, last }) =>
    say('feastOn', { feast: phraseFeast(audience, name), days: phraseDays(say, first, last) }),
  )
  return [say('closed', { days: days.join(say('and')) })]
}

function makeUpLine({ translate, locale }: Audience, say: Say, { makeUp }: Explanation): string[] {
  if (makeUp.length === 0) return []
  const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
  const days = makeUp.map((date) => {
    const weekday = names[new Date(date).getUTCDay()] ?? 'sun'
    return say('dayOf', {
      day: phraseDays(say, date, date),
      weekday: translate(locale, `desk.weekday.${weekday}`),
    })
  })
  return [say('makeUp', { days: days.join(say('and')) })]
}

const feasts: Readonly<Record<string, string>> = {
  元旦: 'new_year',
  春节: 'spring',
  清明节: 'qingming',
  劳动节: 'labour',
  端午节: 'dragon_boat',
  中秋节: 'mid_autumn',
  国庆节: 'national',
}

/** 国庆节、中秋节 in the reader's language; what a playbook calls its own stays as it is. */
const phraseFeast = ({ translate, locale }: Audience, name: string): string =>
  name
    .split('、')
    .map((one) => (feasts[one] ? translate(locale, `desk.feast.${feasts[one]}`) : one))
    .join(translate(locale, 'desk.explain.and'))

/** 10月1日–8日 · 9月30日–10月2日 · 10月1日. */
function phraseDays(say: Say, first: string, last: string): string {
  const [, month = 0, day = 0] = first.split('-').map(Number)
  const [, lastMonth = 0, lastDay = 0] = last.split('-').map(Number)
  const from = say('day', { month, day })
  if (first === last) return from
  if (month === lastMonth) return say('daysWithin', { month, first: day, last: lastDay })
  return say('daysOver', { first: from, last: say('day', { month: lastMonth, day: lastDay }) })
}

/** A length of working time: never in days, which would be read as days of 24 hours. */
function phraseWork(audience: Audience, milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000)
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return phraseLength(audience, milliseconds)
  const { translate, locale } = audience
  return translate(locale, 'desk.length.hours', { hours: Math.round(minutes / 60) })
}

const near = (audience: Audience, instant: Date): string => phraseNear(audience, instant, audience.at)
