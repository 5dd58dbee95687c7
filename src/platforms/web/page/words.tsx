import { splitLinks } from './links.ts'

/** What somebody wrote, as text nodes; only http(s) addresses become links, and those lead out of here. */
export function Words({ text }: { text: string }) {
  return (
    <span class="words">
      {splitLinks(text).map((part) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a href={part.href} target="_blank" rel="noopener noreferrer">
            {part.text}
          </a>
        ),
      )}
    </span>
  )
}
