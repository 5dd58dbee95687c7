import type { CardFact } from '../../card.ts'
import { Deadline } from './deadline.tsx'

/** Label–value pairs in a grid; a deadline counts down. */
export function Facts({ facts }: { facts: CardFact[] }) {
  if (facts.length === 0) return null
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <div key={fact.label} class="fact">
          <dt>{fact.label}</dt>
          <dd>{fact.deadline ? <Deadline {...fact.deadline} /> : fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
