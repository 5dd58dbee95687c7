import { type Finding, type Known, oneOf, type Path, repeatedValues, shown, unknownName } from './finding.ts'
import type { HolidayYear, Playbook } from './playbook.ts'
import { policyFindings } from './policy-findings.ts'
import { weekFindings } from './week-findings.ts'

/** What the schema cannot see: names that must exist or differ, hours that contradict, clocks that no policy sets. */
export function crossCheck(playbook: Playbook): Finding[] {
  return [
    ...timeZone(playbook),
    ...weeks(playbook),
    ...holidays(playbook),
    ...channels(playbook),
    ...codes(playbook),
    ...policyFindings(playbook),
    ...team(playbook),
  ]
}

function timeZone({ company }: Playbook): Finding[] {
  // Intl takes +08:00 too, but such a zone has no name to show and knows no summer time.
  if (!/^[+-]/.test(company.timeZone) && isTimeZone(company.timeZone)) return []
  const says = `${shown(company.timeZone)} is not a time zone; use an IANA name such as Asia/Shanghai`
  return [{ path: ['company', 'timeZone'], says }]
}

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const weeks = ({ hours, departments, team: members }: Playbook): Finding[] => [
  ...weekFindings(['hours', 'desk'], hours.desk),
  ...weekFindings(['hours', 'leftMessages'], hours.leftMessages),
  ...Object.entries(hours.channels).flatMap(([platform, week]) =>
    weekFindings(['hours', 'channels', platform], week),
  ),
  ...departments.flatMap((department, index) =>
    department.hours ? weekFindings(['departments', index, 'hours'], department.hours) : [],
  ),
  ...members.flatMap((member, index) =>
    member.hours ? weekFindings(['team', index, 'hours'], member.hours) : [],
  ),
]

function holidays({ holidays: { years } }: Playbook): Finding[] {
  const path = ['holidays', 'years']
  const foreign = years.flatMap((year, index) => foreignDates([...path, index, 'days'], year))
  const named = years.map(({ year }, index) => ({ path: [...path, index, 'year'], value: String(year) }))
  return [...repeatedValues(named), ...foreign]
}

/** The dates of a year's holidays that lie in quite another one; `path` is where its days stand. */
export const foreignDates = (path: Path, { year, days }: HolidayYear): Finding[] =>
  days.flatMap(({ date }, at) => {
    // A year's arrangement may reach into the December before and the January after.
    if (Math.abs(Number(date.slice(0, 4)) - year) <= 1) return []
    const says = `${shown(date)} does not belong to ${year}; correct the date or the year`
    return [{ path: [...path, at, 'date'], says }]
  })

function channels({ desk, supervisors, administrators, departments }: Playbook): Finding[] {
  const rooms = [
    { path: ['desk', 'channel', 'id'], channel: desk.channel },
    { path: ['supervisors', 'channel', 'id'], channel: supervisors.channel },
    { path: ['administrators', 'channel', 'id'], channel: administrators.channel },
    ...departments.map(({ channel }, index) => ({ path: ['departments', index, 'channel', 'id'], channel })),
  ]
  return repeatedValues(
    rooms.map(({ path, channel }) => ({ path, value: `${channel.platform}:${channel.id}` })),
  )
}

function codes(playbook: Playbook): Finding[] {
  const { departments, categories, fallbackCategory, questions } = playbook
  const coded = (list: string, entries: readonly { code: string }[]): Finding[] =>
    repeatedValues(entries.map(({ code }, index) => ({ path: [list, index, 'code'], value: code })))
  const named: Known = { what: 'a category', names: categories.map(({ code }) => code) }
  return [
    ...coded('departments', departments),
    ...coded('categories', categories),
    ...categories.flatMap(({ department }, index) =>
      unknownName(['categories', index, 'department'], department, departmentsOf(playbook)),
    ),
    ...questions.flatMap(({ between }, index) =>
      between.flatMap((one, at) => unknownName(['questions', index, 'between', at], one, named)),
    ),
    ...unknownName(['fallbackCategory'], fallbackCategory, named),
  ]
}

function team(playbook: Playbook): Finding[] {
  const known = departmentsOf(playbook)
  const members = playbook.team.flatMap(({ roles, departments }, index) => {
    const path = ['team', index, 'departments']
    if (roles.includes('department') && departments.length === 0)
      return [{ path, says: `is missing for the role department; ${oneOf(known.names)}` }]
    return departments.flatMap((code, at) => unknownName([...path, at], code, known))
  })
  const numbers = playbook.team.map(({ workNo }, index) => ({
    path: ['team', index, 'workNo'],
    value: workNo,
  }))
  return [...repeatedValues(numbers), ...members, ...standIns(playbook), ...accounts(playbook)]
}

/** Whoever presses a button is one member: an account, or the address it is found by, is never two members’. */
function accounts({ team: members }: Playbook): Finding[] {
  const owners = new Map<string, string>()
  return members.flatMap((member, index) => {
    const { workNo, email, accounts: named = {} } = member
    const given = [
      ...Object.entries(named).map(([platform, id]) => ({
        path: ['accounts', platform],
        value: id,
        as: `${platform} ${id}`,
      })),
      ...(email === undefined ? [] : [{ path: ['email'], value: email, as: email.toLowerCase() }]),
    ]
    return given.flatMap(({ path, value, as }): Finding[] => {
      const at = ['team', index, ...path]
      if (path[1] === 'web') return [{ path: at, says: 'is opened by the desk itself; remove this line' }]
      const owner = owners.get(as)
      owners.set(as, workNo)
      if (owner === undefined) return []
      return [
        {
          path: at,
          says: `${shown(value)} is given to ${owner} and to ${workNo}; it can belong to one of them only`,
        },
      ]
    })
  })
}

/** A stand-in is a colleague, and somebody else. */
function standIns({ team: members }: Playbook): Finding[] {
  const known: Known = { what: 'a work number of the team', names: members.map(({ workNo }) => workNo) }
  return members.flatMap(({ workNo, standIn }, index) => {
    const path = ['team', index, 'standIn']
    if (standIn === undefined) return []
    if (standIn === workNo) return [{ path, says: `${shown(workNo)} cannot stand in for themselves` }]
    return unknownName(path, standIn, known)
  })
}

const departmentsOf = ({ departments }: Playbook): Known => ({
  what: 'a department',
  names: departments.map(({ code }) => code),
})
