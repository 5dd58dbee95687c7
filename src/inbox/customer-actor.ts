import type { Actor } from '../tickets/change.ts'

/** The customer as the audit trail names them. */
export const customerActor = ({ from }: { from: { name?: string } }): Actor => ({
  kind: 'customer',
  name: from.name ?? '',
  staffId: null,
})
