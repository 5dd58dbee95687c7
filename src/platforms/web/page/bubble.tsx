import type { Post } from '../api.ts'
import { Attachments } from './attachment.tsx'
import { CardView } from './card.tsx'
import { reader, t } from './language.ts'
import { clockTime } from './moment.ts'
import type { Sender } from './sender.ts'
import type { Unsent } from './unsent.ts'
import { Words } from './words.tsx'

/** One post as the customer sees it; `read` is set on their own. */
export function Bubble({ post, read, named }: { post: Post; read?: boolean; named: boolean }) {
  if (post.card) return <CardView card={post.card} scope="chat" />
  if (post.author === 'system') return <p class="aside-line">{post.text}</p>
  const mine = post.author === 'customer'
  return (
    <div class={`bubble ${mine ? 'bubble-mine' : 'bubble-theirs'}`}>
      {!mine && named && (
        <p class="bubble-name">
          {post.name} {post.author === 'bot' && <span class="bot-mark">{t('chat.bot')}</span>}
        </p>
      )}
      <div class="bubble-body">
        {post.text !== '' && <Words text={post.text} />}
        <Attachments list={post.attachments} />
      </div>
      <p class="bubble-foot">
        <time dateTime={post.postedAt}>{clockTime(post.postedAt, reader)}</time>
        {mine && (
          <span class={read ? 'receipt receipt-read' : 'receipt'}>
            <span aria-hidden="true">{read ? '✓✓' : '✓'}</span> {t(read ? 'chat.read' : 'chat.sent')}
          </span>
        )}
      </p>
    </div>
  )
}

/** A message that has not come back as a post yet. */
export function UnsentBubble({ one, sender }: { one: Unsent; sender: Sender }) {
  const attachments = one.uploads.map((upload) => ({ ...upload, ref: `/api/files/${upload.id}` }))
  return (
    <div class={`bubble bubble-mine bubble-${one.state}`}>
      <div class="bubble-body">
        {one.text !== '' && <Words text={one.text} />}
        <Attachments list={attachments} />
      </div>
      {one.state === 'refused' ? (
        <div class="bubble-foot fault" role="alert">
          <span>{t('chat.notSent', { why: one.notice ?? '' })}</span>
          <button type="button" class="link" onClick={() => sender.retry(one.id)}>
            {t('act.again')}
          </button>
          <button type="button" class="link" onClick={() => sender.discard(one.id)}>
            {t('act.discard')}
          </button>
        </div>
      ) : (
        <p class="bubble-foot">{one.state === 'sent' ? `✓ ${t('chat.sent')}` : t('chat.waiting')}</p>
      )}
    </div>
  )
}
