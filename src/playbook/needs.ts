import { type Category, type Need, needs } from './playbook.ts'

/** What is known of a matter, by the names of its facts: entities and everything else a customer has told. */
export type Facts = Readonly<Record<string, readonly string[] | undefined>>

/** Facts of another name that answer a need too: words on a screen say what a picture would show. */
const answeredBy: Partial<Record<Need, readonly string[]>> = {
  error_text: ['error_code', 'photo'],
  photo: ['error_text', 'error_code'],
  order_no: ['tracking_no'],
}

/**
 * The facts still missing for a category, in the playbook's order. Before danger
 * is dealt with nothing is asked but where to go and whom to call.
 */
export function missingNeeds(category: Pick<Category, 'needs'>, facts: Facts, critical: boolean): Need[] {
  const wanted: readonly Need[] = critical ? ['address', 'contact'] : category.needs
  return wanted.filter((need) => ![need, ...(answeredBy[need] ?? [])].some((fact) => isKnown(facts[fact])))
}

/** The facts that nobody asks for any more: known ones (a code on a screen is the text of an error), and what the customer says is not to be had. */
export const factsSettled = (facts: Facts): Need[] =>
  needs.filter(
    (need) =>
      isKnown(facts[need]) || isLacked(need, facts) || (need === 'error_text' && isKnown(facts.error_code)),
  )

/** Those missing facts that may still be asked for. */
export const askable = (missing: readonly Need[], facts: Facts): Need[] =>
  missing.filter((need) => !isLacked(need, facts))

const isLacked = (need: Need, { lacked }: Facts): boolean => lacked?.includes(need) === true

const isKnown = (values: readonly string[] | undefined): boolean => values !== undefined && values.length > 0
