import './base.css'
import './card.css'
import './stream.css'
import './chat.css'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { UploadView } from '../api.ts'
import { AboutYou } from './about-you.tsx'
import { addresses } from './addresses.ts'
import { begin } from './begin.tsx'
import { type ChatRoom, openChatRoom } from './chat-room.ts'
import { ChatStream } from './chat-stream.tsx'
import { Composer } from './composer.tsx'
import { DoorContext } from './door.ts'
import { Icon } from './icon.tsx'
import { keep, kept } from './kept.ts'
import { t } from './language.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { LineNotice } from './notice-bar.tsx'
import { useStore } from './store.ts'
import { useTitle } from './unread-title.ts'
import { useUploads } from './uploads.ts'
import { visitorWire } from './visitor.ts'

/** The longest message a customer may write, in characters. */
const maxMessage = 20_000

const embedded = new URLSearchParams(location.search).has('embed')

function Chat({ chat }: { chat: ChatRoom }) {
  const state = useStore(chat.state)
  const { company } = state.view
  const door = useMemo(() => ({ wire: visitorWire, owner: 'visitor' }), [])
  const uploads = useUploads(visitorWire, addresses.visitorFiles, useMemo(readUploads, []))
  useEffect(() => keepUploads(uploads.ready), [uploads.list])
  useTitle(company.name, useUnseen(state.room.posts.filter((post) => post.author !== 'customer').length))
  return (
    <DoorContext value={door}>
      <div class={embedded ? 'chat chat-embedded' : 'chat'}>
        <header class="chat-head">
          <div>
            <h1>
              {company.name}
              {company.demo && <span class="demo-mark">{t('page.demo')}</span>}
            </h1>
            <p>{t('chat.honest')}</p>
          </div>
          <LanguageSwitch />
          {embedded && (
            <button type="button" class="icon-button" aria-label={t('chat.fold')} onClick={fold}>
              <Icon name="close" />
            </button>
          )}
        </header>
        <LineNotice live={state.live} words={t('chat.lost')} />
        <main>
          <ChatStream chat={chat} state={state} />
        </main>
        <footer class="chat-foot">
          <AboutYou view={state.view} onSave={chat.saveProfile} />
          <Composer
            name="typed.chat"
            label={t('chat.write')}
            placeholder={t('chat.placeholder')}
            max={maxMessage}
            uploads={uploads}
            onSend={chat.sender.send}
            onTyping={chat.tellTyping}
            onLook={chat.look}
          />
        </footer>
      </div>
    </DoorContext>
  )
}

/** How many came while nobody looked. */
function useUnseen(count: number): number {
  const [hidden, setHidden] = useState(document.hidden)
  const seen = useRef(count)
  useEffect(() => {
    const change = (): void => setHidden(document.hidden)
    document.addEventListener('visibilitychange', change)
    return () => document.removeEventListener('visibilitychange', change)
  }, [])
  // What is loaded before anybody could look away does not count as new.
  if (!hidden || seen.current === 0) seen.current = count
  return count - seen.current
}

const fold = (): void => parent.postMessage({ kefutai: 'close' }, '*')

function keepUploads(ready: UploadView[]): void {
  keep('typed.files', ready.length === 0 ? undefined : JSON.stringify(ready))
}

function readUploads(): UploadView[] {
  try {
    const files: UploadView[] = JSON.parse(kept('typed.files') ?? '[]')
    return files
  } catch {
    return []
  }
}

void begin(async () => <Chat chat={await openChatRoom()} />)
