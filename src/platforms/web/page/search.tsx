import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { FoundTicket } from '../api.ts'
import { addresses } from './addresses.ts'
import { Icon } from './icon.tsx'
import { reader, t } from './language.ts'
import { moment } from './moment.ts'
import { StateMark } from './state-mark.tsx'
import { type Wire, wordsOf } from './wire.ts'

interface SearchProps {
  wire: Wire
  onOpen: (ticket: string) => void
}

interface Answer {
  found: FoundTicket[]
  fault?: string
}

/** Finds tickets by number, customer or words; arrows choose, Enter opens. */
export function Search({ wire, onOpen }: SearchProps) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = useAnswer(wire, text.trim())
  const { inside, ...watch } = useFocusInside()
  const answer = inside ? found : undefined
  const id = useId()
  const tickets = answer?.found ?? []
  const open = (ticket: FoundTicket | undefined): void => {
    if (!ticket) return
    setText('')
    onOpen(ticket.number)
  }
  return (
    <search class="search" {...watch}>
      <Icon name="search" />
      <input
        type="text"
        id="search"
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded={answer !== undefined}
        aria-controls={id}
        aria-activedescendant={tickets[at] ? `${id}-${at}` : undefined}
        placeholder={t('search.label')}
        autocomplete="off"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return
          if (event.key === 'ArrowDown') setAt(Math.max(0, Math.min(at + 1, tickets.length - 1)))
          else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
          else if (event.key === 'Enter') open(tickets[at])
          else if (event.key === 'Escape' && text !== '') setText('')
          else return
          event.preventDefault()
        }}
      />
      {answer && <Found answer={answer} at={at} id={id} onOpen={open} />}
    </search>
  )
}

interface FoundProps {
  answer: Answer
  at: number
  id: string
  onOpen: (ticket: FoundTicket) => void
}

function Found({ answer, at, id, onOpen }: FoundProps) {
  return (
    <div
      class="found"
      id={id}
      role="listbox"
      aria-label={t('search.found')}
      // The words keep the focus: some browsers give it to no button.
      onMouseDown={(event) => event.preventDefault()}
    >
      {answer.found.map((ticket, index) => (
        <button
          key={ticket.number}
          type="button"
          role="option"
          id={`${id}-${index}`}
          aria-selected={index === at}
          onClick={() => onOpen(ticket)}
        >
          <StateMark state={ticket.state} />
          <span class="found-title">{ticket.title}</span>
          <small>
            {ticket.number} · {moment(ticket.at, Date.now(), reader)}
          </small>
        </button>
      ))}
      {answer.found.length === 0 && <p class="empty">{answer.fault ?? t('search.nothing')}</p>}
    </div>
  )
}

/** Whether the keyboard is in here; the list is not left standing over the cards. */
function useFocusInside() {
  const [inside, setInside] = useState(false)
  return {
    inside,
    onFocusIn: () => setInside(true),
    onFocusOut: (event: FocusEvent) => {
      const { currentTarget: here, relatedTarget: to } = event
      setInside(here instanceof Node && to instanceof Node && here.contains(to))
    },
  }
}

/** Asked when the typing pauses; an answer to earlier words is thrown away. */
function useAnswer(wire: Wire, words: string): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>()
  const latest = useRef(words)
  latest.current = words
  useEffect(() => {
    if (words === '') {
      setAnswer(undefined)
      return undefined
    }
    const settle = (next: Answer): void => {
      if (latest.current === words) setAnswer(next)
    }
    const timer = setTimeout(() => {
      wire.get<FoundTicket[]>(addresses.search(words)).then(
        (found) => settle({ found }),
        (error: unknown) => settle({ found: [], fault: wordsOf(error) }),
      )
    }, 250)
    return () => clearTimeout(timer)
  }, [words])
  return answer
}
