import './base.css'
import './card.css'
import './stream.css'
import './desk.css'
import './ticket-panel.css'
import { useMemo, useState } from 'preact/hooks'
import { addresses } from './addresses.ts'
import { begin } from './begin.tsx'
import { ChannelList } from './channel-list.tsx'
import { useDeskKeys } from './desk-keys.ts'
import { type Desk, openDesk } from './desk-room.ts'
import { type Door, DoorContext, seated } from './door.ts'
import { Help } from './help.tsx'
import { t } from './language.ts'
import { ExpiredNotice, LineNotice, signInHere } from './notice-bar.tsx'
import { go, slip, usePlace } from './screen.ts'
import { useStore } from './store.ts'
import { Stream } from './stream.tsx'
import { TicketColumn } from './ticket-panel.tsx'
import { Toasts } from './toast.tsx'
import { useTitle } from './unread-title.ts'
import { WireError } from './wire.ts'

function DeskPage({ desk }: { desk: Desk }) {
  const { member, live, expired } = useStore(desk.state)
  const place = usePlace()
  const [help, setHelp] = useState(false)
  const door = useMemo(() => doorOf(desk), [])
  const current = member.channels.find((channel) => channel.id === place.channel)
  const channel = current ?? member.channels[0]
  useTitle(
    `${t('desk.title')} · ${member.company}`,
    member.channels.reduce((sum, one) => sum + one.unread, 0),
  )
  const closeTicket = (): void => go(channel ? { channel: channel.id } : {})
  useDeskKeys({ help: () => setHelp(true), close: closeTicket })
  const view = place.ticket ? 'ticket' : current ? 'stream' : 'channels'
  return (
    <DoorContext value={door}>
      <div class={`desk desk-at-${view}`}>
        {expired && <ExpiredNotice />}
        <LineNotice live={live} words={t('desk.lost')} />
        <div class="columns">
          <ChannelList
            member={member}
            wire={desk.wire}
            current={channel?.id}
            onOpen={(id) => go({ channel: id, ...(place.ticket ? { ticket: place.ticket } : {}) })}
            onHelp={() => setHelp(true)}
          />
          {channel ? (
            <Stream key={channel.id} desk={desk} channel={channel} />
          ) : (
            <main class="middle">
              <p class="empty">{t('desk.noChannel')}</p>
            </main>
          )}
          {place.ticket ? (
            <TicketColumn
              key={place.ticket}
              desk={desk}
              number={place.ticket}
              onOpen={(ticket) => go({ ...(channel ? { channel: channel.id } : {}), ticket })}
              onClose={closeTicket}
            />
          ) : (
            <aside class="ticket ticket-none" aria-label={t('ticket.none')}>
              <p class="empty">{t('ticket.none')}</p>
            </aside>
          )}
        </div>
        {help && <Help onClose={() => setHelp(false)} />}
        <Toasts />
      </div>
    </DoorContext>
  )
}

function doorOf(desk: Desk): Door {
  return {
    wire: desk.wire,
    owner: desk.state.get().member.workNo,
    fileAddress: seated,
    tellTyping: (ticket) => void desk.wire.post(addresses.typing, { ticket }).catch(() => undefined),
  }
}

void begin(async () => {
  try {
    const desk = await openDesk()
    const first = desk.state.get().member.channels[0]
    // In a frame there is little room: what matters is in view at once, the list is one step back.
    if (parent !== window && location.hash === '' && first) slip({ channel: first.id })
    return <DeskPage desk={desk} />
  } catch (error) {
    if (!(error instanceof WireError && error.kind === 'expired')) throw error
    location.replace(signInHere())
    return <p class="page-note">{t('session.needed')}</p>
  }
})
