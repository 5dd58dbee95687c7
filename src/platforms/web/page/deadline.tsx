import { countdown } from './countdown.ts'
import { reader, t } from './language.ts'
import { useNow } from './now.ts'

/** A running clock in words, amber at 80 % of its way and red when due; a mark says it beside the colour. */
export function Deadline({ from, due }: { from: string; due: string }) {
  const { urgency, text } = countdown({ from, due }, useNow(), reader)
  return (
    <time class={`deadline deadline-${urgency}`} dateTime={due}>
      {urgency !== 'calm' && (
        <span class="deadline-mark" role="img" aria-label={t(`deadline.${urgency}`)}>
          {urgency === 'due' ? '!' : '◔'}
        </span>
      )}
      {text}
    </time>
  )
}
