import type { Playbook } from '../../playbook/playbook.ts'
import { type Calendar, createCalendar, type Span } from '../../sla/calendar.ts'
import { calendarNamed, departmentHours } from '../../sla/calendars.ts'
import { holidaysOf } from '../../sla/holidays.ts'

// A playbook does not change while the process runs, so its rotas are made once.
const made = new WeakMap<Playbook, Map<string, Calendar>>()

/** The rota the playbook gives a member of their own; `undefined` when it gives none. */
export function ownRotaOf(playbook: Playbook, workNo: string): Calendar | undefined {
  const rotas = made.get(playbook) ?? rotasOf(playbook)
  made.set(playbook, rotas)
  return rotas.get(workNo)
}

function rotasOf(playbook: Playbook): Map<string, Calendar> {
  const { timeZone } = playbook.company
  const holidays = holidaysOf(playbook)
  return new Map(
    playbook.team.flatMap(({ workNo, hours }) =>
      hours ? [[workNo, createCalendar({ hours, timeZone, holidays })] as const] : [],
    ),
  )
}

/** The hours of somebody without a rota of their own: their first department's, or the desk's. */
export const usualRota = (playbook: Playbook, [first]: readonly string[]): Calendar =>
  calendarNamed(playbook, first === undefined ? 'desk' : departmentHours(playbook, first))

/** How far ahead a rota is searched: beyond a year it begins no more. */
const furthestDays = 366

/** When a rota begins the next time after an instant; a night over midnight begins once. */
export function nextBeginning(rota: Calendar, after: Date): Date | undefined {
  const first = rota.zone.dayOf(after.getTime())
  for (let day = first; day <= first + furthestDays; day++) {
    const next = periodsOf(rota, day).find(({ from }) => from > after.getTime())
    if (next) return new Date(next.from)
  }
  return undefined
}

/** When the period of the rota that is running ends; `undefined` outside all periods. */
export function endOfPeriod(rota: Calendar, at: Date): Date | undefined {
  const instant = at.getTime()
  const today = rota.zone.dayOf(instant)
  const running = [...periodsOf(rota, today), ...periodsOf(rota, today - 1)]
  const found = running.find(({ from, to }) => from <= instant && instant < to)
  return found && new Date(found.to)
}

/** The periods that begin on a day, each whole: the calendar splits them at midnight and where clocks change. */
function periodsOf(rota: Calendar, day: number): Span[] {
  const whole: Span[] = []
  for (const span of rota.shiftsOf(day).toSorted((one, other) => one.from - other.from)) {
    const last = whole.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else whole.push({ ...span })
  }
  return whole
}
