import { messageOf } from '../../lib/errors.ts'
import type { Card } from '../card.ts'
import { isGuest } from './say.ts'
import type { CardMeans } from './send-card.ts'
import type { At } from './send-steps.ts'
import { cutToBytes } from './write/fit.ts'
import { plain } from './write/harmless.ts'

const remindTypes = { app: 1, sms: 2, phone: 3 } as const
const dayMs = 24 * 3_600_000
const quietMs = 5 * 60_000

/**
 * Rings for whoever a reminder of a critical ticket is sent to in person, as the policy has it: the first one by its
 * first level, the next by the next. Anything else is quiet, and what cannot ring was shown all the same.
 * https://open.dingtalk.com/document/orgapp/send-ding-messages
 */
export async function ring(
  means: CardMeans,
  place: At,
  { card, id }: { card: Card; id: string },
): Promise<void> {
  const levels = means.settings.ding?.levels ?? []
  if (levels.length === 0 || place.kind !== 'person' || isGuest(place.account)) return
  const { db, now, caller, log } = means
  try {
    const rung = await rungFor(means, place, { card, id })
    if (!isAlarm(card, rung.length > 0)) return
    const last = Math.max(0, ...rung.map(({ changedAt }) => changedAt.getTime()))
    // Several things that are due at once ring once.
    if (now().getTime() - last < quietMs) return
    const level = levels[Math.min(rung.length, levels.length - 1)] ?? 'app'
    // Noted first: it rings once, and rather not at all than twice.
    const { count } = await db.dingtalkCard.updateMany({
      where: { outTrackId: id, ding: null },
      data: { ding: level },
    })
    if (count === 0) return
    await caller.call({
      method: 'POST',
      path: '/v1.0/robot/ding/send',
      body: {
        robotCode: means.settings.robotCode,
        remindType: remindTypes[level],
        receiverUserIdList: [place.account],
        content: contentOf(card),
      },
    })
  } catch (error) {
    log.warn({ card: card.key, error: messageOf(error) }, 'dingtalk: shown, and not rung')
  }
}

/** What rang for them today because of the same ticket. */
async function rungFor(
  { db, now }: CardMeans,
  place: At,
  { card, id }: { card: Card; id: string },
): Promise<{ changedAt: Date }[]> {
  if (card.ticket === undefined) return []
  const since = new Date(now().getTime() - dayMs)
  return await db.dingtalkCard.findMany({
    where: {
      place: place.id,
      ticket: card.ticket,
      ding: { not: null },
      changedAt: { gt: since },
      outTrackId: { not: id },
    },
    select: { changedAt: true },
  })
}

/** A late reminder does not say how pressing its ticket is: it is, where it rang before. */
const isAlarm = ({ kind, audience, state }: Card, before: boolean): boolean =>
  kind === 'reminder' &&
  audience === 'internal' &&
  (state?.tone === 'critical' || (before && state?.tone === 'overdue'))

/** Read on a lock screen or aloud: what it is and what is due, and nothing of the customer's words. */
const contentOf = ({ title, state, facts }: Card): string => {
  const due = facts.filter(({ deadline }) => deadline).map(({ label, value }) => `${label}：${value}`)
  return cutToBytes(plain([`${state?.mark ?? ''} ${title}`.trim(), ...due].join('，')), 400)
}
