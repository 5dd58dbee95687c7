import { useEffect } from 'preact/hooks'

/** Keys that work anywhere on the desk where nothing is being written. */
export function useDeskKeys(acts: { help: () => void; close: () => void }): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isWriting(event.target)) {
        if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
        return
      }
      if (event.key === 'j') moveCard(1)
      else if (event.key === 'k') moveCard(-1)
      else if (event.key === '/') document.getElementById('search')?.focus()
      else if (event.key === 'g') document.querySelector<HTMLElement>('.composer textarea')?.focus()
      else if (event.key === '?') acts.help()
      else if (event.key === 'Escape') acts.close()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, dialog') !== null

/** The next card of the stream; the first stroke takes the newest one in view. */
function moveCard(step: number): void {
  const cards = [...document.querySelectorAll<HTMLElement>('.stream .card')]
  const at = cards.findIndex((card) => card.contains(document.activeElement))
  const next = at === -1 ? cards.findLast(inView) : cards[at + step]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
}

function inView(card: HTMLElement): boolean {
  const list = card.closest('.stream')?.getBoundingClientRect()
  return list !== undefined && card.getBoundingClientRect().top < list.bottom - 40
}
