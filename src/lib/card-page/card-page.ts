import type { Card, CardAction } from '../../platforms/card.ts'
import type { ChatHost } from '../../platforms/host.ts'
import type { Outcome, WebhookAnswer, WebhookRequest, WebhookResult } from '../../platforms/platform.ts'
import { escaped } from '../html.ts'
import type { Locale, Translate } from '../i18n.ts'
import { smallPage } from '../small-page.ts'
import { type Filled, faultsIn, fieldsOf, readForm, readTyped } from './form.ts'
import {
  type CardLink,
  type CardPress,
  createCardLink,
  followingLink,
  linkHours,
  readCardLink,
} from './link.ts'
import { type Asking, cardParts, formParts, refusalParts, type Say, shownParts } from './view.ts'

/** What the pages of a platform need. */
export interface CardPages {
  platform: string
  /** Where browsers reach the desk, without a trailing slash. */
  publicUrl: string
  /** The house's key; the pages have one of their own made from it. */
  key: Buffer
  now: () => Date
  translate: Translate
  company: { name: Record<Locale, string>; locale: Locale }
  host: Pick<ChatHost, 'card' | 'isStaff'>
}

/** The address of a page for one action of one card, for one account; it works for two hours. */
export const cardPageUrl = (
  { platform, publicUrl, key, now }: Pick<CardPages, 'platform' | 'publicUrl' | 'key' | 'now'>,
  press: Omit<CardPress, 'platform'>,
): string => `${publicUrl}/webhooks/${platform}/act/${createCardLink(key, { ...press, platform }, now())}`

/** Whether a request is for one of these pages. */
export const isCardPage = ({ url }: Pick<WebhookRequest, 'url'>): boolean => tokenOf(url) !== undefined

const tokenOf = (url: string): string | undefined =>
  /^\/webhooks\/[a-z]+\/act\/([\w-]+)$/.exec(url.split('?')[0] ?? '')?.[1]

/**
 * Answers a request for a page. To look at it never acts; what is posted is the account's press, once. Whoever is
 * refused gets the form again, with what they typed, why, and an address for another attempt.
 */
export async function cardPage(pages: CardPages, request: WebhookRequest): Promise<WebhookResult> {
  const link = readCardLink(pages.key, pages.platform, tokenOf(request.url) ?? '', pages.now())
  if (link === undefined || link === 'expired') return only(plain(pages, link ?? 'unknown'))
  if (!(await pages.host.isStaff(link.by))) return only(plain(pages, 'gone', link))
  const card = await pages.host.card(link.to, link.card.key)
  const action = card && actionsOf(card).find(({ id }) => id === link.action)
  const isPress = request.method === 'POST'
  if (!card || !action) return isPress ? pressOnly(pages, link, request) : only(plain(pages, 'gone', link))
  const page = { pages, link, card, action }
  if (!isPress) return only(ask(page, 200, postOf(page)))
  const fields = fieldsOf(action.fields)
  const filled = readForm(fields, request.body)
  const faults = faultsIn(fields, filled)
  if (faults.length > 0) return only(ask(page, 422, { ...postOf(page), filled, faults }))
  return { inbound: [pressOf(link, filled)], respond: ([outcome]) => answer(page, filled, outcome) }
}

/** The form is about the card that is shown, which may have changed since the link was made. */
const postOf = ({ pages, link, card }: Asked): { post?: string } =>
  card.revision === link.card.revision ? {} : { post: followingLink(pages.key, link, card.revision, false) }

/** The card asks for nothing any more: the same press again is told what became of it, another one what stands against it. */
function pressOnly(pages: CardPages, link: CardLink, { body }: WebhookRequest): WebhookResult {
  const filled = readTyped(body)
  const { text } = filled.values
  const typed = text ? shownParts([{ label: sayIn(pages, link.locale)('typed'), text }]) : []
  return {
    inbound: [pressOf(link, filled)],
    respond([outcome]) {
      const { status, notice, shown, again }: Outcome = outcome ?? { status: 'kept' }
      const used = again && text ? [paragraph(sayIn(pages, link.locale)('again'))] : []
      const more = status === 'refused' ? typed : [...used, ...shownParts(shown)]
      return plain(pages, status, link, [notice, more])
    },
  }
}

const only = (answered: WebhookAnswer): WebhookResult => ({ inbound: [], respond: () => answered })

/** The buttons beside facts and quotation act, too. */
const actionsOf = ({ actions, facts, quote }: Card): CardAction[] => [
  ...actions,
  ...facts.flatMap(({ explain }) => (explain ? [explain] : [])),
  ...(quote?.reveal ? [quote.reveal] : []),
]

const pressOf = (
  { platform, id, by, card, action, locale }: CardLink,
  { values, despite }: Filled,
): WebhookResult['inbound'][number] => ({
  kind: 'action',
  platform,
  externalId: `page:${id}`,
  by,
  card,
  action,
  values: { ...values, ...(despite ? { despite } : {}) },
  locale,
})

interface Asked {
  pages: CardPages
  link: CardLink
  card: Card
  action: CardAction
}

function ask(
  { pages, link, card, action }: Asked,
  status: number,
  { above = [], ...form }: Omit<Asking, 'action'> & { above?: string[] } = {},
): WebhookAnswer {
  const shown = cardParts(card, action)
  const asked = formParts(sayIn(pages, link.locale), { action, ...form })
  return smallPage(status, {
    ...houseOf(pages, link.locale),
    title: card.title,
    // What is to be mended stands beside what is wrong with it.
    body: above.length > 0 ? [...above, ...asked, ...shown] : [...shown, ...asked],
  })
}

function answer(page: Asked, filled: Filled, outcome: Outcome = { status: 'kept' }): WebhookAnswer {
  const { pages, link, card, action } = page
  const { status, notice, shown, ways } = outcome
  const used = outcome.again && filled.values.text ? [paragraph(sayIn(pages, link.locale)('again'))] : []
  if (status !== 'refused') return plain(pages, status, link, [notice, [...used, ...shownParts(shown)]])
  const reply = filled.values.text ?? card.draft?.text ?? ''
  // Without anything to type there is nothing to do better.
  if (fieldsOf(action.fields).length === 0 && !ways) return plain(pages, status, link, [notice, []])
  const post = followingLink(pages.key, link, card.revision, true)
  const above = refusalParts(outcome, reply)
  return ask(page, 409, { above, post, filled, ...(ways ? { ways } : {}) })
}

const statuses = { unknown: 403, gone: 410, expired: 410, done: 200, ignored: 200, kept: 200, refused: 409 }

/** A page without anything to press; the house's own sentence stands where it has one. */
function plain(
  pages: CardPages,
  what: keyof typeof statuses,
  link?: CardLink,
  [notice, more]: [string | undefined, string[]] = [undefined, []],
): WebhookAnswer {
  const locale = link?.locale ?? pages.company.locale
  const say = sayIn(pages, locale)
  const text = notice ?? say(`${what}.text`, { hours: linkHours })
  return smallPage(statuses[what], {
    ...houseOf(pages, locale),
    title: say(`${what}.title`),
    body: [...text.split('\n').map(paragraph), ...more],
  })
}

const paragraph = (line: string): string => `<p>${escaped(line)}</p>`

const sayIn =
  ({ translate }: CardPages, locale: Locale): Say =>
  (key, values) =>
    translate(locale, `desk.page.${key}`, values)

const houseOf = ({ company }: CardPages, locale: Locale): { lang: Locale; company: string } => ({
  lang: locale,
  company: company.name[locale],
})
