import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Card, CardAction, CardQuote } from '../../card.ts'
import { editAction, startValues } from './answer.ts'
import { Attachments } from './attachment.tsx'
import { CardActions } from './card-actions.tsx'
import { CardDraft } from './card-draft.tsx'
import { Facts } from './facts.tsx'
import { Icon } from './icon.tsx'
import { t } from './language.ts'
import { type Press, usePress } from './press.ts'
import { StateMark } from './state-mark.tsx'
import { Words } from './words.tsx'

interface CardProps {
  card: Card
  /** Where it is shown: the same card in two places keeps two editors. */
  scope: 'stream' | 'panel' | 'chat'
  /** Opens the card's ticket beside the stream. */
  onOpen?: ((ticket: string) => void) | undefined
}

/** One card as `card.ts` describes it. */
export function CardView({ card, scope, onOpen }: CardProps) {
  const press = usePress(card, scope)
  const article = useRef<HTMLElement>(null)
  const title = useId()
  useReturnedFocus(article, press)
  const [unfolded, unfold] = useState(false)
  const folded = scope === 'stream' && isOver(card) && isIdle(press) && !unfolded
  const tone = card.state && scope !== 'panel' ? ` tone-${card.state.tone}` : ''
  return (
    <article
      ref={article}
      class={`card card-${card.kind} card-${card.audience}${tone}`}
      aria-labelledby={title}
      data-key={card.key}
      tabIndex={-1}
      onKeyDown={(event) => event.target === article.current && pressByKey(event, card, press)}
    >
      <CardHead card={card} scope={scope} onOpen={onOpen} id={title} />
      {folded ? (
        <button type="button" class="link unfold" onClick={() => unfold(true)}>
          {t('card.unfold')}
        </button>
      ) : (
        <CardBody card={card} press={press} />
      )}
      {card.foot.length > 0 && (
        <footer class="card-foot">
          {card.foot.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </footer>
      )}
    </article>
  )
}

/** What is filed, and what was decided and offers nothing more, is out of the way and one press away. */
function isOver({ state, actions }: Card): boolean {
  if (state?.tone === 'filed') return true
  return actions.length === 0 && (state?.tone === 'solved' || state?.tone === 'stale')
}

const isIdle = ({ editing, asking, notice }: Press): boolean => !editing && !asking && !notice

function CardHead({ card, scope, onOpen, id }: CardProps & { id: string }) {
  // In the ticket's own column its title and state stand at the top already.
  if (scope === 'panel')
    return (
      <header class="card-head">
        <h3 id={id}>{t('ticket.acts')}</h3>
      </header>
    )
  return (
    <header class="card-head">
      {card.state && <StateMark state={card.state} />}
      <h3 id={id}>
        {card.ticket && onOpen ? (
          <TicketTitle card={card} ticket={card.ticket} onOpen={onOpen} />
        ) : (
          card.title
        )}
      </h3>
      {scope !== 'chat' && <AudienceMark audience={card.audience} />}
    </header>
  )
}

function CardBody({ card, press }: { card: Card; press: Press }) {
  return (
    <>
      <Facts facts={card.facts} press={press} />
      {card.quote && <Quote quote={card.quote} press={press} />}
      <CardDraft card={card} choice={press.choice} onChoose={press.choose} />
      {card.why.length > 0 && (
        <ul class="why" aria-label={t('card.why')}>
          {card.why.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <CardActions card={card} press={press} />
    </>
  )
}

/** Who will read it, by word, sign and colour. */
export function AudienceMark({ audience }: { audience: Card['audience'] }) {
  return (
    <span class={`audience audience-${audience}`}>
      <Icon name={audience === 'internal' ? 'lock' : 'out'} />
      {t(audience === 'internal' ? 'card.internal' : 'card.toCustomer')}
    </span>
  )
}

function TicketTitle({
  card,
  ticket,
  onOpen,
}: {
  card: Card
  ticket: string
  onOpen: (ticket: string) => void
}) {
  return (
    <button
      type="button"
      class="card-title"
      title={t('card.open', { ticket })}
      onClick={() => onOpen(ticket)}
    >
      {card.title}
    </button>
  )
}

function Quote({ quote, press }: { quote: CardQuote; press: Press }) {
  const { reveal } = quote
  return (
    <figure class="quote">
      <blockquote>
        <Words text={quote.text} />
        <Attachments list={quote.attachments} />
      </blockquote>
      <figcaption>
        {quote.author}
        {reveal && (
          <button type="button" class="link" data-action={reveal.id} onClick={() => press.press(reveal)}>
            {reveal.label}
          </button>
        )}
      </figcaption>
    </figure>
  )
}

function pressByKey(event: KeyboardEvent, card: Card, press: Press): void {
  if (event.ctrlKey || event.metaKey || event.altKey || press.busy || press.editing) return
  const primary = card.actions.find((action) => action.style === 'primary')
  const edit = editAction(card)
  if (event.key === 'e' && edit) press.press(edit)
  else if (event.key === 'Enter' && primary) pressSurely(primary, card, press)
  else if (event.key === 'Escape' && press.asking) press.cancel()
  else return
  event.preventDefault()
}

// From the keyboard nothing happens at the first stroke: a hand may lie on Enter.
function pressSurely(action: CardAction, card: Card, press: Press): void {
  if (action.fields?.length || action.confirm) press.press(action)
  else
    press.ask(action, startValues(card, action, press.choice), t('card.enterAgain', { label: action.label }))
}

/** When an editor or question closes, its card is where the keyboard is again. */
function useReturnedFocus(article: { current: HTMLElement | null }, press: Press): void {
  const open = press.editing !== undefined || press.asking !== undefined
  const before = useRef(open)
  useEffect(() => {
    const active = document.activeElement
    if (before.current && !open && (active === document.body || article.current?.contains(active)))
      article.current?.focus({ preventScroll: true })
    before.current = open
  }, [open])
}
