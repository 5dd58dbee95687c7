import { Fragment } from 'preact'
import { Bubble, UnsentBubble } from './bubble.tsx'
import type { ChatRoom, ChatState } from './chat-room.ts'
import { DayLine } from './day-line.tsx'
import { useKeptPlace } from './keep-place.ts'
import { t } from './language.ts'
import { useUntil } from './now.ts'
import { compareSeq } from './posts.ts'
import { useStore } from './store.ts'
import { ToEnd, useEndOnSend } from './to-end.tsx'

/** The conversation: older posts on demand, the newest in view unless the reader is further up. */
export function ChatStream({ chat, state }: { chat: ChatRoom; state: ChatState }) {
  const unsent = useStore(chat.sender.unsent)
  const { posts, before, loaded } = state.room
  const typing = useUntil(state.typing?.until)
  const { list, atEnd, toEnd } = useKeptPlace({
    onSeen(id) {
      const seen = posts.find((post) => post.id === id)
      if (seen) chat.read(seen.seq)
    },
    onTop: () => void chat.loadOlder(),
  })
  useEndOnSend(unsent, toEnd)
  return (
    <div class="chat-middle">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={list} class="stream" role="log" aria-label={t('chat.messages')} tabIndex={0}>
        <div class="stream-posts">
          {before !== undefined && (
            <button type="button" class="link older" onClick={() => void chat.loadOlder()}>
              {t('stream.older')}
            </button>
          )}
          {state.fault && <p class="fault">{state.fault}</p>}
          {loaded && posts.length === 0 && unsent.length === 0 && <p class="empty">{t('chat.empty')}</p>}
          {posts.map((post, index) => (
            <Fragment key={post.id}>
              <DayLine post={post} earlier={posts[index - 1]} />
              <div class="item" data-id={post.id}>
                <Bubble
                  post={post}
                  named={posts[index - 1]?.name !== post.name}
                  read={compareSeq(post.seq, state.view.readByStaff) <= 0}
                />
              </div>
            </Fragment>
          ))}
          {unsent.map((one) => (
            <div key={one.id} class="item">
              <UnsentBubble one={one} sender={chat.sender} />
            </div>
          ))}
          <p class="typing" role="status">
            {typing && t('chat.typing', { name: state.typing?.name ?? '' })}
          </p>
        </div>
      </div>
      {!atEnd && <ToEnd words={t('stream.toEnd')} onPress={toEnd} />}
    </div>
  )
}
