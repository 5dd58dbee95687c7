import { useId } from 'preact/hooks'
import type { Card } from '../../card.ts'
import { chosenText } from './answer.ts'
import { Icon } from './icon.tsx'
import { t } from './language.ts'
import { Words } from './words.tsx'

interface DraftProps {
  card: Card
  choice: string | undefined
  onChoose: (id: string) => void
}

/** The proposed reply, whole, marked as what the customer will read; tabs where there are alternatives. */
export function CardDraft({ card, choice, onChoose }: DraftProps) {
  const id = useId()
  const text = chosenText(card, choice)
  if (text === undefined) return null
  // What the customer is shown needs no word about whom it goes to.
  const label = card.audience === 'customer' ? '' : (card.draft?.label ?? t('card.toCustomer'))
  const tabbed = card.choices.length > 1
  return (
    <div class="draft">
      {tabbed && <Tabs card={card} choice={choice} onChoose={onChoose} panel={id} />}
      <div
        id={id}
        class="draft-text"
        {...(tabbed ? { role: 'tabpanel', 'aria-labelledby': `${id}-${choice}` } : {})}
      >
        {label && (
          <p class="draft-label">
            <Icon name="out" />
            {label}
          </p>
        )}
        <p class="draft-words">
          <Words text={text} />
        </p>
      </div>
    </div>
  )
}

function Tabs({ card, choice, onChoose, panel }: DraftProps & { panel: string }) {
  const move = (event: KeyboardEvent, step: number): void => {
    event.preventDefault()
    const at = card.choices.findIndex((one) => one.id === choice)
    const next = card.choices.at((at + step) % card.choices.length)
    if (!next) return
    onChoose(next.id)
    document.getElementById(`${panel}-${next.id}`)?.focus()
  }
  return (
    <div class="choices" role="tablist" aria-label={t('card.choices')}>
      {card.choices.map((one) => (
        <button
          key={one.id}
          type="button"
          role="tab"
          id={`${panel}-${one.id}`}
          aria-selected={one.id === choice}
          aria-controls={panel}
          tabIndex={one.id === choice ? 0 : -1}
          onClick={() => onChoose(one.id)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') move(event, 1)
            if (event.key === 'ArrowLeft') move(event, -1)
          }}
        >
          {one.label}
        </button>
      ))}
    </div>
  )
}
