import { useEffect, useState } from 'preact/hooks'
import type { TicketPanel } from '../api.ts'
import { addresses } from './addresses.ts'
import { CardView } from './card.tsx'
import { ClockRow } from './clock-row.tsx'
import type { Desk } from './desk-room.ts'
import { Facts } from './facts.tsx'
import { Icon } from './icon.tsx'
import { reader, t } from './language.ts'
import { moment } from './moment.ts'
import { useNow } from './now.ts'
import { StateMark } from './state-mark.tsx'
import { useStore } from './store.ts'
import { TicketTalk } from './ticket-talk.tsx'
import { wordsOf } from './wire.ts'

interface TicketPanelProps {
  desk: Desk
  number: string
  onOpen: (ticket: string) => void
  onClose: () => void
}

const tabs = ['overview', 'talk', 'record'] as const
type Tab = (typeof tabs)[number]

/** The right column: one ticket with what can be done, its clocks, its talk and its record. */
export function TicketColumn({ desk, number, onOpen, onClose }: TicketPanelProps) {
  const { panel, fault } = useTicket(desk, number)
  const [tab, setTab] = useState<Tab>('overview')
  return (
    <aside class="ticket" aria-label={t('ticket.label', { number })}>
      <header class="ticket-head">
        <button type="button" class="icon-button back" aria-label={t('act.back')} onClick={onClose}>
          <Icon name="back" />
        </button>
        <div class="ticket-title">
          <p>
            {!panel?.title.includes(number) && <span class="number">{number}</span>}
            {panel && <StateMark state={panel.state} />}
          </p>
          <h2>{panel?.title ?? t('page.loading')}</h2>
        </div>
        <button type="button" class="icon-button wide" aria-label={t('act.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      {panel && (
        <>
          <div class="tabs" role="tablist" aria-label={t('ticket.label', { number })}>
            {tabs.map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                id={`tab-${one}`}
                aria-selected={one === tab}
                aria-controls="ticket-body"
                onClick={() => setTab(one)}
              >
                {t(`ticket.tab.${one}`)}
                {one === 'talk' && <small> {panel.messages.length}</small>}
              </button>
            ))}
          </div>
          <div
            class="ticket-body"
            id="ticket-body"
            role="tabpanel"
            aria-labelledby={`tab-${tab}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
          >
            {/* Hidden, not taken away: a text begun in the panel's card stays while one looks something up. */}
            <div hidden={tab !== 'overview'}>
              <Overview panel={panel} onOpen={onOpen} />
            </div>
            {tab === 'talk' && <Talk desk={desk} panel={panel} />}
            {tab === 'record' && <Record panel={panel} />}
          </div>
        </>
      )}
    </aside>
  )
}

function Overview({ panel, onOpen }: { panel: TicketPanel; onOpen: (ticket: string) => void }) {
  const now = useNow()
  return (
    <>
      <CardView key={panel.card.key} card={panel.card} scope="panel" />
      {panel.clocks.length > 0 && (
        <section>
          <h3>{t('ticket.clocks')}</h3>
          <ul class="clocks">
            {panel.clocks.map((clock) => (
              <ClockRow key={clock.label + clock.from} clock={clock} />
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t('ticket.facts')}</h3>
        {/* The clocks stand above, each with its own countdown. */}
        <Facts facts={panel.facts.filter((fact) => !fact.deadline)} />
      </section>
      <section>
        <h3>{t('ticket.history')}</h3>
        {panel.history.length === 0 && <p class="empty">{t('ticket.noHistory')}</p>}
        <ul class="history">
          {panel.history.map((one) => (
            <li key={one.number}>
              <button type="button" onClick={() => onOpen(one.number)}>
                <StateMark state={one.state} />
                <span class="found-title">{one.title}</span>
                <small>
                  {one.number} · {moment(one.at, now, reader)}
                </small>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Talk({ desk, panel }: { desk: Desk; panel: TicketPanel }) {
  const { typing } = useStore(desk.state)
  return <TicketTalk messages={panel.messages} typing={typing[panel.room ?? '']} />
}

function Record({ panel }: { panel: TicketPanel }) {
  const now = useNow()
  return (
    <>
      <section>
        <h3>{t('ticket.record')}</h3>
        <dl class="record">
          {panel.record.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value || '—'}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h3>{t('ticket.events')}</h3>
        <ol class="events">
          {panel.events.map((event) => (
            <li key={event.at + event.who + event.what}>
              <time dateTime={event.at}>{moment(event.at, now, reader)}</time>
              <span>
                <strong>{event.who}</strong> {event.what}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

/** The ticket, loaded anew whenever something was posted that concerns it. */
function useTicket(desk: Desk, number: string): { panel?: TicketPanel; fault?: string } {
  const [shown, setShown] = useState<{ number: string; panel?: TicketPanel; fault?: string }>({ number })
  const heard = useStore(desk.heard)
  const { live } = useStore(desk.state)
  const mine = shown.number === number ? shown : { number }
  const room = mine.panel?.room
  const concerned = heard && (heard.post.card?.ticket === number || heard.room === room) ? heard : undefined
  useEffect(() => {
    let left = false
    const load = (): void => {
      desk.wire.get<TicketPanel>(addresses.ticket(number)).then(
        (panel) => !left && setShown({ number, panel }),
        (error: unknown) => !left && setShown((held) => ({ ...held, number, fault: wordsOf(error) })),
      )
    }
    // Several posts come with one act: they are one reason to look.
    const timer = setTimeout(load, concerned ? 300 : 0)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [number, concerned, live === 'open'])
  return mine
}
