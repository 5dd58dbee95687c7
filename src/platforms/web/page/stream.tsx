import { Fragment } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { ChannelView } from '../api.ts'
import { Composer } from './composer.tsx'
import { DayLine } from './day-line.tsx'
import type { Desk } from './desk-room.ts'
import { Icon } from './icon.tsx'
import { useKeptPlace } from './keep-place.ts'
import { t } from './language.ts'
import { PostView } from './post.tsx'
import { emptyRoom, type Room } from './posts.ts'
import { go, isWide, slip } from './screen.ts'
import { Search } from './search.tsx'
import { useStore } from './store.ts'
import { ToEnd, useEndOnSend } from './to-end.tsx'
import { UnsentTalk } from './unsent-talk.tsx'

interface StreamProps {
  desk: Desk
  channel: ChannelView
}

/** The middle column: what was posted in one channel, and where staff talk and command. */
export function Stream({ desk, channel }: StreamProps) {
  const { rooms, member } = useStore(desk.state)
  const room = rooms[channel.id] ?? emptyRoom
  const sender = useMemo(() => desk.sender(channel.id), [channel.id])
  useEffect(() => void desk.open(channel.id), [channel.id])
  return (
    <main class="middle" aria-label={channel.name}>
      <header class="middle-head">
        <button type="button" class="icon-button back" aria-label={t('act.back')} onClick={() => go({})}>
          <Icon name="back" />
        </button>
        <h1>{channel.name}</h1>
        <Search wire={desk.wire} onOpen={(ticket) => go({ channel: channel.id, ticket })} />
      </header>
      {room.loaded ? (
        <Posts desk={desk} channel={channel} room={room} />
      ) : (
        <p class="page-note">{t('page.loading')}</p>
      )}
      <Composer
        name={`typed.${member.workNo}.${channel.id}`}
        label={t('desk.write', { channel: channel.name })}
        placeholder={t('desk.placeholder')}
        max={20_000}
        onSend={(text) => sender.send(text, [])}
      >
        <p class="composer-mark">
          <Icon name="lock" />
          {t('card.internal')}
        </p>
      </Composer>
    </main>
  )
}

function Posts({ desk, channel, room }: StreamProps & { room: Room }) {
  const unread = useFirstUnread(channel, room)
  const sender = desk.sender(channel.id)
  const unsent = useStore(sender.unsent)
  const { list, atEnd, toEnd } = useKeptPlace({
    onSeen(id) {
      const seen = room.posts.find((post) => post.id === id)
      if (seen) desk.read(channel.id, seen.seq)
    },
    onTop: () => void desk.loadOlder(channel.id),
  })
  useEndOnSend(unsent, toEnd)
  const { posts } = room
  const open = (ticket: string): void => go({ channel: channel.id, ticket })
  return (
    <div class="stream-box">
      <div ref={list} class="stream" role="log" aria-label={channel.name}>
        <div class="stream-posts" onFocusIn={(event) => followFocus(event, channel.id)}>
          {room.before !== undefined && (
            <button type="button" class="link older" onClick={() => void desk.loadOlder(channel.id)}>
              {t('stream.older')}
            </button>
          )}
          {posts.length === 0 && unsent.length === 0 && <p class="empty">{t('stream.empty')}</p>}
          {posts.map((post, index) => (
            <Fragment key={post.id}>
              <DayLine post={post} earlier={posts[index - 1]} />
              {post.id === unread && <p class="unread-line">{t('stream.unread')}</p>}
              <div class="item" data-id={post.id} data-ticket={post.card?.ticket}>
                <PostView post={post} onOpen={open} />
              </div>
            </Fragment>
          ))}
          {unsent.map((one) => (
            <div key={one.id} class="item">
              <UnsentTalk one={one} sender={sender} />
            </div>
          ))}
        </div>
      </div>
      {!atEnd && (
        <ToEnd
          words={channel.unread > 0 ? t('stream.fresh', { count: channel.unread }) : t('stream.toEnd')}
          onPress={toEnd}
        />
      )}
    </div>
  )
}

/** The first post that was unread when the channel was opened; it stays marked while one reads on. */
function useFirstUnread(channel: ChannelView, room: Room): string | undefined {
  const [first] = useState(() => {
    if (channel.unread === 0) return undefined
    return (room.posts.at(-channel.unread) ?? room.posts[0])?.id
  })
  return first
}

/** On a wide screen the ticket of the card one is at stands beside it. */
function followFocus(event: FocusEvent, channel: string): void {
  const item = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-ticket]') : null
  const ticket = item?.dataset.ticket
  if (ticket && isWide()) slip({ channel, ticket })
}
