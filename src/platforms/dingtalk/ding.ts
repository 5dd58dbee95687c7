import { messageOf } from '../../lib/errors.ts'
import type { Card } from '../card.ts'
import { isGuest } from './say.ts'
import type { CardMeans } from './send-card.ts'
import type { At } from './send-steps.ts'
import { cutToBytes } from './write/fit.ts'
import { plain } from './write/harmless.ts'

const remindTypes = { app: 1, sms: 2, phone: 3 } as const
const dayMs = 24 * 3_600_000

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
  if (levels.length === 0 || !isAlarm(card) || place.kind !== 'person' || isGuest(place.account)) return
  const { db, now, caller, log } = means
  const since = new Date(now().getTime() - dayMs)
  try {
    const before = await db.dingtalkCard.count({
      where: {
        place: place.id,
        ticket: card.ticket ?? null,
        ding: { not: null },
        changedAt: { gt: since },
        outTrackId: { not: id },
      },
    })
    const level = levels[Math.min(before, levels.length - 1)] ?? 'app'
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

const isAlarm = ({ kind, audience, state }: Card): boolean =>
  kind === 'reminder' && audience === 'internal' && state?.tone === 'critical'

/** Read on a lock screen or aloud: what it is and what is due, and nothing of the customer's words. */
const contentOf = ({ title, state, facts }: Card): string => {
  const due = facts.filter(({ deadline }) => deadline).map(({ label, value }) => `${label}：${value}`)
  return cutToBytes(plain([`${state?.mark ?? ''} ${title}`.trim(), ...due].join('，')), 400)
}
