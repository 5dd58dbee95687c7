import type { Tx } from '../../lib/db.ts'
import type { Playbook } from '../../playbook/playbook.ts'
import type { Duty } from './recipients.ts'

/** Who is on duty at an instant, read once. */
export async function readDuty(_tx: Tx, _playbook: Playbook, _at: Date): Promise<Duty> {
  return { isOn: () => true, standIn: () => undefined, onDutyIn: () => ['x'], membersOf: () => [] }
}
