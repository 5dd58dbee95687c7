import type { Policy, Priority } from './playbook.ts'

/** What of a ticket decides which policies hold. */
export interface Subject {
  priority: Priority
  category: string
  /** The number's prefix: `SR` or `CF`. */
  number: string
}

/** Whether a policy holds for a ticket; what its `when` leaves out holds for all. */
export function applies(policy: Policy, { priority, category, number }: Subject): boolean {
  const { when } = policy
  return (
    (when.priority?.includes(priority) ?? true) &&
    (when.category?.includes(category) ?? true) &&
    (when.number?.includes(number) ?? true)
  )
}
