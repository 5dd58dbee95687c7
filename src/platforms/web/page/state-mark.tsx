import type { CardState } from '../../card.ts'

const disc = 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z'

/** The marks of the house drawn by ourselves: many machines have no coloured signs in their fonts. */
const shapes: Record<CardState['tone'], { path: string; filled: boolean }> = {
  unclaimed: { path: disc, filled: true },
  working: { path: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-12v4l3 2', filled: false },
  waiting: { path: 'M8 5v14M16 5v14', filled: false },
  solved: { path: 'M4 12.5 9.5 18 20 6.5', filled: false },
  filed: { path: disc, filled: false },
  overdue: { path: 'M12 3.5V14M12 19v.5', filled: false },
  critical: { path: 'M12 3 22 20.5H2L12 3Zm0 6.5v5M12 17.5v.2', filled: false },
  stale: { path: 'M5 12h14', filled: false },
}

/** A state by mark, word and colour. */
export function StateMark({ state }: { state: CardState }) {
  const { path, filled } = shapes[state.tone]
  return (
    <span class={`state tone-${state.tone}`} data-tone={state.tone}>
      <svg
        class={filled ? 'mark mark-filled' : 'mark'}
        viewBox="0 0 24 24"
        aria-hidden="true"
        focusable="false"
      >
        <path d={path} />
      </svg>
      {state.label}
    </span>
  )
}
