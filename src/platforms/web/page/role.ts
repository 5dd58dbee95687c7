import { t } from './language.ts'

/** The roles of the house, as the server names them. */
export const roles = ['agent', 'department', 'supervisor', 'administrator'] as const

/** A role in words; one we do not know speaks for itself. */
export function roleName(role: string): string {
  const known = roles.find((one) => one === role)
  return known ? t(`role.${known}`) : role
}
