import type { Category, Need } from './playbook.ts'

/** What is known of a matter, by the names of its facts: entities and everything else a customer has told. */
export type Facts = Readonly<Record<string, readonly string[] | undefined>>

/** Where a fact of another name answers a need too. */
const answeredBy: Partial<Record<Need, string>> = { error_text: 'error_code' }

/**
 * The facts still missing for a category, in the playbook's order. Before danger
 * is dealt with nothing is asked but where to go and whom to call.
 */
export function missingNeeds(category: Pick<Category, 'needs'>, facts: Facts, critical: boolean): Need[] {
  const wanted: readonly Need[] = critical ? ['address', 'contact'] : category.needs
  return wanted.filter((need) => !isKnown(facts[need]) && !isKnown(facts[answeredBy[need] ?? need]))
}

const isKnown = (values: readonly string[] | undefined): boolean => values !== undefined && values.length > 0
