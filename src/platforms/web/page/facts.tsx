import type { CardAction, CardFact } from '../../card.ts'
import { Deadline } from './deadline.tsx'
import type { Press } from './press.ts'

/** Label–value pairs in a grid; a deadline counts down, and tells on request how it was reckoned. */
export function Facts({ facts, press }: { facts: CardFact[]; press?: Press }) {
  if (facts.length === 0) return null
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <div key={fact.label} class="fact">
          <dt>{fact.label}</dt>
          <dd>
            {fact.deadline ? <Deadline {...fact.deadline} /> : fact.value}
            {fact.explain && press && <Explain action={fact.explain} press={press} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Explain({ action, press }: { action: CardAction; press: Press }) {
  return (
    <button
      type="button"
      class="link explain"
      data-action={action.id}
      disabled={press.busy !== undefined}
      onClick={() => press.press(action)}
    >
      {action.label}
    </button>
  )
}
