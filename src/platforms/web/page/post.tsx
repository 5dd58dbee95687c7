import { useMemo } from 'preact/hooks'
import type { Post } from '../api.ts'
import { Attachments } from './attachment.tsx'
import { CardView } from './card.tsx'
import { reader, t } from './language.ts'
import { clockTime } from './moment.ts'
import { Words } from './words.tsx'

interface PostProps {
  post: Post
  onOpen: (ticket: string) => void
}

/** One post of a staff channel; drawn again only when the post itself changed. */
export function PostView({ post, onOpen }: PostProps) {
  return useMemo(() => <PostBody post={post} onOpen={onOpen} />, [post])
}

/** A card, a line of talk, or a line of the house. */
function PostBody({ post, onOpen }: PostProps) {
  const { card } = post
  if (!card && post.author === 'system') return <p class="aside-line">{post.text}</p>
  return (
    <>
      <p class="post-head">
        <span class="post-name">{post.name}</span>
        <time dateTime={post.postedAt}>{clockTime(post.postedAt, reader)}</time>
        {changedLater(post) && (
          <small>{t('stream.changed', { time: clockTime(post.changedAt, reader) })}</small>
        )}
      </p>
      {card ? (
        <CardView card={card} scope="stream" onOpen={onOpen} />
      ) : (
        <div class="talk">
          <Words text={post.text} />
        </div>
      )}
      {!card && <Attachments list={post.attachments} />}
    </>
  )
}

const changedLater = (post: Post): boolean => Date.parse(post.changedAt) - Date.parse(post.postedAt) >= 60_000
