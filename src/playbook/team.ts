import { z } from 'zod'
import { hours } from './times.ts'

/** What a thing is called by programs. */
export const code = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a code: lower-case letters, digits and _')
export const roles = ['agent', 'department', 'supervisor', 'administrator'] as const
export type Role = (typeof roles)[number]

/** Somebody of the team, as the playbook names them. */
export const member = z.strictObject({
  workNo: z.string().min(1),
  name: z.string().min(1),
  roles: z.array(z.enum(roles)).min(1),
  departments: z.array(code).default([]),
  /** By which chat platforms are asked which account is theirs. */
  email: z.email('an address such as lin@example.com').optional(),
  /** Their accounts on chat platforms, where these cannot be asked: the platform's own id, by platform. */
  accounts: z.record(z.string(), z.string().min(1)).optional(),
  /** The weekly rota; without one the hours of the member's first department, or the desk's. */
  hours: hours.optional(),
  /** Work number of whoever is turned to while this member is off duty. */
  standIn: z.string().optional(),
})
