import type { Tx } from '../../lib/db.ts'
import type { DutySwitch } from './roster.ts'

/** Keeps that somebody began or ended work outside their rota. */
export async function recordSwitch(tx: Tx, said: DutySwitch): Promise<void> {
  await tx.dutySwitch.create({ data: said })
}

/** A leave before it is known. */
export interface NewLeave {
  staffId: string
  fromAt: Date
  untilAt: Date
  standInId: string | null
  createdBy: string
}

/** Keeps that somebody is away. */
export async function recordLeave(tx: Tx, leave: NewLeave, at: Date): Promise<void> {
  await tx.leave.create({ data: { ...leave, createdAt: at } })
}

/** Ends a leave before its time; false when it has been ended before. */
export async function endLeave(tx: Tx, id: number, at: Date): Promise<boolean> {
  const { count } = await tx.leave.updateMany({ where: { id, endedAt: null }, data: { endedAt: at } })
  return count === 1
}
