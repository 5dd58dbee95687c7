import type { Post } from '../api.ts'
import { reader } from './language.ts'
import { dayNumber, dayOf } from './moment.ts'
import { useNow } from './now.ts'

/** The day in words, where a new one begins with this post; `今天` becomes `昨天` by itself. */
export function DayLine({ post, earlier }: { post: Post; earlier: Post | undefined }) {
  const now = useNow()
  if (earlier && dayNumber(earlier.postedAt) === dayNumber(post.postedAt)) return null
  return <p class="day-line">{dayOf(post.postedAt, now, reader)}</p>
}
