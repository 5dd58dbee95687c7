import type { Emotion, Intent, Priority } from '../playbook/playbook.ts'

/** What was understood of one customer message. Codes are those of the labels in the playbook. */
export interface Understanding {
  category: string
  /** The next likely category while `confidence.category` is below the gate; otherwise absent. */
  otherCategory?: string
  priority: Priority
  emotion: Emotion
  intent: Intent
  entities: Entities
  /** Probabilities, 0…1. */
  confidence: { category: number; priority: number; emotion: number; intent: number }
}

/** Facts found in the words, each value as written (dates resolved to YYYY-MM-DD, amounts in yuan). */
export interface Entities {
  order_no: string[]
  model: string[]
  serial_no: string[]
  tracking_no: string[]
  error_code: string[]
  purchase_date: string[]
  amount: string[]
}

/** Below this the category is a guess: two are shown. */
export const categoryGate = 0.7

/** The second of two categories that are shown, where the first is but a guess. */
export const otherLikely = ({ sure, other }: { sure: number; other: string }): { otherCategory?: string } =>
  sure < categoryGate && other !== '' ? { otherCategory: other } : {}
