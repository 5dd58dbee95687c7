import type { Category, Intent, Need, Priority, Step } from '../playbook/playbook.ts'

/** What the step of the next reply is told from, where there is only the conversation. */
export interface ConversationState {
  category: Pick<Category, 'scriptClass' | 'group'>
  priority: Priority
  intent: Intent
  /** The customer has not said yet what it is about. */
  unclear: boolean
  missing: readonly Need[]
  /** What the agent did just before the customer's last words, and ever, as words/said.txt names it. */
  before: ReadonlySet<string>
  ever: ReadonlySet<string>
}

/** Which of the six steps the next reply serves. */
export function nextStepOf(state: ConversationState): Step {
  const { category, intent, unclear, missing, before, ever, priority } = state
  const planned = ever.has('proposed') || ever.has('done')
  if (intent === 'confirms_solved' || intent === 'thanks_closing') return 'closing'
  if (intent === 'accepts') return 'follow_up'
  if (intent === 'rejects') return 'solution'
  if (intent === 'not_solved') return 'diagnosis'
  if (intent === 'urges' && (planned || ever.has('wait'))) return 'follow_up'
  if (unclear) return ever.size === 0 ? 'opening' : 'discovery'
  if (priority === 'critical') return 'solution'
  if (category.scriptClass === 'consultation')
    return missing.length > 0 && !before.has('asked') ? 'discovery' : 'solution'
  return missing.length > 0 ? 'discovery' : 'diagnosis'
}
