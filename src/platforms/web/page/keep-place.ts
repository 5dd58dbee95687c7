import { useEffect, useRef, useState } from 'preact/hooks'

interface Told {
  /** Whether the newest is in view. */
  onEnd: (atEnd: boolean) => void
  /** The lowest post that has been in view, by its `data-id`. */
  onSeen: (id: string) => void
  /** The reader is near the oldest that is shown. */
  onTop: () => void
}

export interface KeptPlace {
  list: { current: HTMLDivElement | null }
  atEnd: boolean
  toEnd: () => void
}

/**
 * Keeps what the reader looks at where it is while posts come, go and grow: at the end
 * the newest stays in view, further up the first visible post keeps its place, and a post
 * that is being written in keeps it always. The list's one child holds the posts, each with `data-id`.
 */
export function useKeptPlace(told: Omit<Told, 'onEnd'>): KeptPlace {
  const list = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const latest = useRef(told)
  latest.current = told
  useEffect(() => {
    if (!list.current) return undefined
    return watchPlace(list.current, {
      onEnd: setAtEnd,
      onSeen: (id) => latest.current.onSeen(id),
      onTop: () => latest.current.onTop(),
    })
  }, [])
  const toEnd = (): void => {
    list.current?.scrollTo({ top: list.current.scrollHeight })
  }
  return { list, atEnd, toEnd }
}

function watchPlace(list: HTMLElement, told: Told): () => void {
  const content = list.firstElementChild
  if (!content) return () => undefined
  const stopped = new AbortController()
  const place = { atEnd: true, anchor: undefined as Anchor | undefined, began: false }

  const mark = (): void => {
    place.atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 48
    place.anchor = findAnchor(list, content)
    told.onEnd(place.atEnd)
    if (list.scrollTop < 160) told.onTop()
    const seen = lastVisible(list, content)
    if (seen && document.visibilityState === 'visible') told.onSeen(seen)
  }
  const restore = (): void => {
    const { anchor } = place
    if (!place.began && content.childElementCount > 0) {
      place.began = true
      begin(list)
    } else if (place.atEnd && !anchor?.writing) list.scrollTop = list.scrollHeight
    else if (anchor?.item.isConnected) list.scrollTop += offsetOf(list, anchor.item) - anchor.offset
    mark()
  }
  const sizes = new ResizeObserver(restore)
  sizes.observe(content)
  sizes.observe(list)
  list.addEventListener('scroll', mark, { passive: true, signal: stopped.signal })
  list.addEventListener('focusin', mark, { signal: stopped.signal })
  document.addEventListener('visibilitychange', mark, { signal: stopped.signal })
  return () => {
    stopped.abort()
    sizes.disconnect()
  }
}

interface Anchor {
  item: Element
  /** Its top below the list's top, in pixels. */
  offset: number
  writing: boolean
}

/** At the first unread post where there is one, else at the end. */
function begin(list: HTMLElement): void {
  const unread = list.querySelector('.unread-line')
  list.scrollTop = list.scrollHeight
  if (unread && offsetOf(list, unread) < 0) list.scrollTop += offsetOf(list, unread) - 24
}

function findAnchor(list: HTMLElement, content: Element): Anchor | undefined {
  const active = document.activeElement
  const written =
    content.contains(active) && active?.closest('.editor, .question') ? active.closest('[data-id]') : null
  if (written && isVisible(list, written))
    return { item: written, offset: offsetOf(list, written), writing: true }
  const top = list.getBoundingClientRect().top
  for (const item of content.querySelectorAll(':scope > [data-id]'))
    if (item.getBoundingClientRect().bottom > top)
      return { item, offset: offsetOf(list, item), writing: false }
  return undefined
}

function lastVisible(list: HTMLElement, content: Element): string | undefined {
  const bottom = list.getBoundingClientRect().bottom - 16
  const items = [...content.querySelectorAll<HTMLElement>(':scope > [data-id]')]
  return items.findLast((item) => item.getBoundingClientRect().top < bottom)?.dataset.id
}

const offsetOf = (list: Element, item: Element): number =>
  item.getBoundingClientRect().top - list.getBoundingClientRect().top

function isVisible(list: Element, item: Element): boolean {
  const window = list.getBoundingClientRect()
  const { top, bottom } = item.getBoundingClientRect()
  return bottom > window.top && top < window.bottom
}
