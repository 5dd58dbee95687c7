import { demoPlaybook, loadPlaybook } from '../playbook/load.ts'
import type { Playbook } from '../playbook/playbook.ts'

/**
 * The playbook of the demonstration: always open, with a team of its own. One's
 * own playbook keeps its name and departments; who belongs to none of them stays away.
 */
export function demoOf(file: string | undefined): Playbook {
  const demo = loadPlaybook({ overlays: [demoPlaybook] })
  if (file === undefined) return demo
  const own = loadPlaybook({ path: file })
  const codes = new Set(own.departments.map(({ code }) => code))
  const fits = (departments: readonly string[]): boolean => departments.every((code) => codes.has(code))
  return {
    ...own,
    hours: demo.hours,
    holidays: demo.holidays,
    // Departments keep the hours of the desk, which are always.
    departments: own.departments.map(({ code, name, channel }) => ({ code, name, channel })),
    team: demo.team.map((member) =>
      fits(member.departments) ? member : { ...member, departments: [...codes] },
    ),
  }
}
