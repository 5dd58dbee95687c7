import { useEffect } from 'preact/hooks'
import { Icon } from './icon.tsx'
import type { Unsent } from './unsent.ts'

/** Leads back to the newest; where there is little room only the arrow is seen. */
export function ToEnd({ words, onPress }: { words: string; onPress: () => void }) {
  return (
    <button type="button" class="to-end" aria-label={words} onClick={onPress}>
      <Icon name="down" />
      <span>{words}</span>
    </button>
  )
}

/** Whoever has just written something wants to see it. */
export function useEndOnSend(unsent: Unsent[], toEnd: () => void): void {
  const last = unsent.at(-1)?.id
  useEffect(() => {
    if (last) toEnd()
  }, [last])
}
