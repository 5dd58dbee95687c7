import type { TicketPanel } from '../api.ts'
import { Attachments } from './attachment.tsx'
import { reader, t } from './language.ts'
import { moment } from './moment.ts'
import { useNow, useUntil } from './now.ts'
import { Words } from './words.tsx'

interface TicketTalkProps {
  messages: TicketPanel['messages']
  typing: { name: string; until: number } | undefined
}

/** What customer and company have said to each other, as the customer saw it. */
export function TicketTalk({ messages, typing }: TicketTalkProps) {
  const now = useNow()
  const writing = useUntil(typing?.until)
  return (
    <div class="ticket-talk">
      {messages.length === 0 && <p class="empty">{t('ticket.noMessages')}</p>}
      {messages.map((message) => (
        <div
          key={`${message.at}${message.author}${message.text}`}
          class={`said said-${message.author === 'customer' ? 'customer' : 'ours'}`}
        >
          <p class="post-head">
            <span class="post-name">{message.name}</span>
            <time dateTime={message.at}>{moment(message.at, now, reader)}</time>
          </p>
          {message.doubts.map((doubt) => (
            <p key={doubt} class="said-doubt">
              {doubt}
            </p>
          ))}
          <div class="said-words">
            <Words text={message.text} />
            <Attachments list={message.attachments} />
          </div>
        </div>
      ))}
      <p class="typing" role="status">
        {writing && t('ticket.typing')}
      </p>
    </div>
  )
}
