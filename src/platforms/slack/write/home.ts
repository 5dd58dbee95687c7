import type { HomeView, KnownBlock, RichTextElement, RichTextSection } from '@slack/types'
import type { Home, HomeTicket } from '../../host.ts'
import type { Say } from '../fault.ts'
import { ticketUrl } from './actions.ts'
import { actionsBlock, button, caption, context, header, limits, rich, run, section } from './block.ts'
import { linkId } from './press.ts'
import type { Links } from './quote.ts'
import { cut } from './text.ts'

/** The action_id of the front page's button that begins a ticket. */
export const newTicketId = 'home.new'
/** The action_id of the button that reads the front page anew. */
export const refreshId = 'home.refresh'

export interface HomeMeans extends Links {
  say: Say
  /** Where a card that stands on Slack is opened. */
  linkOf(shown: NonNullable<HomeTicket['shown']>): string | undefined
}

/** The front page of somebody who works here: what is theirs, what is nobody's, today's figures. */
export function homeView(home: Home, means: HomeMeans): HomeView {
  const { say } = means
  const due = home.due > 0 ? `⏰ ${say('home.due', { count: home.due })}` : `✅ ${say('home.nothingDue')}`
  const blocks: KnownBlock[] = [
    header(say('home.hello', { name: home.name })),
    section(due),
    ...actionsBlock('home', [
      button({ id: newTicketId, label: say('home.new'), style: 'primary' }),
      button({ id: refreshId, label: say('home.refresh') }),
      ...(means.publicUrl === undefined
        ? []
        : [button({ id: linkId, label: say('home.desk'), url: `${means.publicUrl}/desk` })]),
    ]),
    { type: 'divider' },
    ...ticketsOf(say('home.mine'), home.mine, means),
    ...ticketsOf(say('home.unclaimed'), home.unclaimed, means),
    ...figuresOf(home, say),
  ]
  return { type: 'home', blocks: blocks.slice(0, limits.modal.blocks) }
}

/** The page of somebody who does not work here: what they can do on it. */
export const guestView = (say: Say): HomeView => ({
  type: 'home',
  blocks: [
    header(say('home.guest')),
    section(say('home.guestHow')),
    ...actionsBlock('home', [button({ id: newTicketId, label: say('home.ask'), style: 'primary' })]),
  ],
})

function ticketsOf(title: string, tickets: readonly HomeTicket[], means: HomeMeans): KnownBlock[] {
  const heading = rich(caption(means.say('home.heading', { title, count: tickets.length })))
  if (tickets.length === 0) return [heading, ...context([means.say('home.none')]), { type: 'divider' }]
  return [heading, ...tickets.map((one) => ticketBlock(one, means)), { type: 'divider' }]
}

function ticketBlock(ticket: HomeTicket, means: HomeMeans): KnownBlock {
  const url = (ticket.shown && means.linkOf(ticket.shown)) ?? pageOf(ticket, means)
  const { state, title, customer, deadline } = ticket
  const lines = [
    `${state.mark} ${state.label} · ${cut(title, 200)}`,
    [cut(customer, 100), ...(deadline ? [`${deadline.label} ${deadline.value}`] : [])].join(' · '),
  ]
  const words = lines.map((line) => cut(line, 400)).join('\n')
  if (url === undefined) return section(words)
  return section(words, { accessory: button({ id: linkId, label: means.say('home.open'), url }) })
}

const pageOf = ({ number }: HomeTicket, { publicUrl }: Links): string | undefined =>
  publicUrl === undefined ? undefined : ticketUrl(publicUrl, number)

function figuresOf({ figures }: Home, say: Say): KnownBlock[] {
  if (figures.length === 0) return []
  const elements = figures.slice(0, 20).map(
    ({ label, value }): RichTextSection => ({
      type: 'rich_text_section',
      elements: [run(`${cut(label, 100)} `), run(cut(value, 100), { bold: true })] as RichTextElement[],
    }),
  )
  return [rich(caption(say('home.figures')), { type: 'rich_text_list', style: 'bullet', elements })]
}
