import type { Kind, Policy, Priority } from './playbook.ts'

/** What of a ticket decides which policies hold. */
export interface Subject {
  priority: Priority
  category: string
  /** The number's prefix: `SR` or `CF`. */
  number: string
  kinds: readonly Kind[]
  /** The platform the customer writes on. */
  channel: string
}

/** Whether a policy holds for a ticket; what its `when` leaves out holds for all. */
export function applies(policy: Policy, subject: Subject): boolean {
  const { when } = policy
  const { priority, category, number, kinds, channel } = subject
  return (
    (when.priority?.includes(priority) ?? true) &&
    (when.category?.includes(category) ?? true) &&
    (when.number?.includes(number) ?? true) &&
    (when.kind?.some((kind) => kinds.includes(kind)) ?? true) &&
    (when.channel?.includes(channel) ?? true)
  )
}
