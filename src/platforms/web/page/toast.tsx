import { createStore, useStore } from './store.ts'

interface Toast {
  id: number
  text: string
  tone: 'done' | 'refused'
}

const toasts = createStore<Toast[]>([])
let count = 0

/** Says something for as long as it takes to read; a refusal stays longer. */
export function toast(text: string, tone: Toast['tone'] = 'done'): void {
  count += 1
  const one = { id: count, text, tone }
  toasts.change((all) => [...all.slice(-2), one])
  const lasts = (tone === 'done' ? 4000 : 10_000) + text.length * 80
  setTimeout(() => toasts.change((all) => all.filter((other) => other !== one)), lasts)
}

/** Where toasts are shown and read out. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {useStore(toasts).map((one) => (
        <p key={one.id} class={`toast toast-${one.tone}`}>
          {one.text}
        </p>
      ))}
    </div>
  )
}
