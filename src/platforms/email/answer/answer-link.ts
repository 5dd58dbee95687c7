import { createHash } from 'node:crypto'
import type { WebhookAnswer, WebhookRequest, WebhookResult } from '../../platform.ts'
import type { EmailDeps } from '../deps.ts'
import { type AnswerLink, linkDays, readLink } from '../link.ts'
import { answerWith, type Page, wordsField } from './page.ts'

type AnswerDeps = Pick<EmailDeps, 'db' | 'now' | 'translate' | 'site'>

const mostWords = 500
const longestForm = 16 * 1024

/** What the pages say of an act; of any other they only say that it was chosen in the mail. */
const told = new Set([
  'survey.satisfied',
  'survey.fair',
  'survey.unsatisfied',
  'survey.rate',
  'plan.accept',
  'plan.reject',
])
/** Acts that may come with words. */
const worded = new Set(['survey.rate'])

/** Whether a request is for a link of one of our mails. */
export const isAnswer = ({ url }: Pick<WebhookRequest, 'url'>): boolean => tokenOf(url) !== undefined

/**
 * A customer followed a link of a mail (`?answer=TOKEN`). To look at it never acts, as programs that check mails look
 * at every link; the press is the page's button.
 */
export async function answerLink(deps: AnswerDeps, request: WebhookRequest): Promise<WebhookResult> {
  const { db, site, now } = deps
  const token = tokenOf(request.url) ?? ''
  const link = readLink(site.key, token, now())
  if (link === undefined) return only(show(deps, 'unknown'))
  if (link === 'expired') return only(show(deps, 'expired'))
  const thread = await db.mailThread.findUnique({ where: { id: link.thread }, select: { address: true } })
  if (!thread) return only(show(deps, 'gone'))
  if (request.method !== 'POST') return only(ask(deps, link))
  return {
    inbound: [
      {
        kind: 'action',
        platform: 'email',
        // Pressed twice it is one press.
        externalId: `answer:${createHash('sha256').update(token).digest('hex')}`,
        by: thread.address,
        conversation: link.thread,
        card: link.card,
        action: link.action,
        values: { ...link.values, ...wordsOf(link, request.body) },
      },
    ],
    respond: ([outcome]) => show(deps, outcome?.status ?? 'kept', outcome?.notice),
  }
}

const only = (answer: WebhookAnswer): WebhookResult => ({ inbound: [], respond: () => answer })

const tokenOf = (url: string): string | undefined =>
  new URLSearchParams(url.split('?')[1] ?? '').get('answer') ?? undefined

function ask(deps: AnswerDeps, { action, values }: AnswerLink): WebhookAnswer {
  const say = (key: string): string => deps.translate(deps.site.company.locale, `email.answer.${key}`, values)
  return answerWith(200, {
    ...house(deps),
    title: say('title'),
    text: say(told.has(action) ? `about.${action}` : 'about.other'),
    form: {
      words: worded.has(action) ? { label: say('words'), max: mostWords } : undefined,
      send: say('send'),
      hint: say('safe'),
    },
  })
}

/** The words of the form, where the act takes some. */
function wordsOf({ action }: AnswerLink, body: Buffer): Record<string, string> {
  if (!worded.has(action) || body.length > longestForm) return {}
  const words = new URLSearchParams(body.toString('utf8')).get(wordsField) ?? ''
  const cut = Array.from(words.toWellFormed().replaceAll('\0', '').trim()).slice(0, mostWords).join('')
  return cut === '' ? {} : { [wordsField]: cut }
}

const statuses = { unknown: 403, gone: 410, expired: 410, done: 200, ignored: 200, kept: 200, refused: 409 }

/** A page without anything to press; the house's own sentence stands where it has one. */
function show(deps: AnswerDeps, what: keyof typeof statuses, notice?: string): WebhookAnswer {
  const say = (key: string): string =>
    deps.translate(deps.site.company.locale, `email.answer.${what}.${key}`, { days: linkDays })
  return answerWith(statuses[what], { ...house(deps), title: say('title'), text: notice ?? say('text') })
}

const house = ({ site: { company } }: AnswerDeps): Pick<Page, 'lang' | 'company'> => ({
  lang: company.locale,
  company: company.name[company.locale],
})
