import type { Category, Need } from '../playbook/playbook.ts'

/** What is known of a matter: entity values, and whether name, contact and pictures came. */
export interface Known {
  entities: Readonly<Record<string, readonly string[]>>
  name: boolean
  contact: boolean
  photo: boolean
}

const entityOf: Partial<Record<Need, string>> = {
  order_no: 'order_no',
  model: 'model',
  serial_no: 'serial_no',
  purchase_date: 'purchase_date',
  error_text: 'error_code',
}

/**
 * The facts still missing for a category, in the playbook's order. Before danger
 * is dealt with nothing is asked but where to go and whom to call.
 */
export function missingNeeds(category: Category, known: Known, critical: boolean): Need[] {
  const wanted: readonly Need[] = critical ? ['address', 'contact'] : category.needs
  return wanted.filter((need) => !isKnown(need, known))
}

function isKnown(need: Need, known: Known): boolean {
  if (need === 'name') return known.name
  if (need === 'contact') return known.contact
  if (need === 'photo') return known.photo
  const values = known.entities[entityOf[need] ?? need]
  return values !== undefined && values.length > 0
}
