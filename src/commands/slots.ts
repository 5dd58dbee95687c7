import type { Translate } from '../lib/i18n.ts'
import { phraseInstant } from '../lib/instant.ts'
import { categoryOf, departmentOf, type Playbook } from '../playbook/playbook.ts'
import type { ConversationReading } from '../scripts/conversation.ts'
import type { SlotValues } from '../scripts/fill.ts'
import { deskCalendar } from '../sla/calendars.ts'
import { deadlineOf } from '../sla/deadline.ts'
import { phraseHours } from '../sla/opening-hours.ts'
import { targetsOf } from '../sla/policy.ts'
import { senderMarks } from '../tickets/acts/sending.ts'

/** Stands in a reply for the number of a ticket that there is not yet. */
const numberMark = '〔单号〕'

/** What a reply to a conversation may hold that has no ticket: what the playbook and the words tell. */
export function slotValues(
  { playbook, translate, now }: { playbook: Playbook; translate: Translate; now: Date },
  { category: code, priority, asked: toAsk, facts }: ConversationReading,
): SlotValues {
  const { locale, timeZone, name, phone } = playbook.company
  const reader = { locale, timeZone, translate }
  const category = categoryOf(playbook, code)
  const calendar = deskCalendar(playbook)
  const matter = { priority, category: category.code, number: category.number, kinds: [], channel: '' }
  const { target } = targetsOf(playbook, matter, () => ({ calendar, from: now })).plan ?? {}
  const asked = toAsk.slice(0, 2).map((need) => translate(locale, `desk.ask.${need}`))
  const order = facts.order_no?.[0]
  const product = facts.model?.[0]
  return {
    greeting: translate(locale, 'desk.say.greeting'),
    team: name[locale],
    agent: senderMarks.agent,
    work_no: senderMarks.work_no,
    number: numberMark,
    department: departmentOf(playbook, category.department)?.name[locale] ?? '',
    hours: phraseHours(playbook.hours.desk, reader),
    ...(target ? { deadline: phraseInstant(reader, deadlineOf(calendar, now, target), now) } : {}),
    ...(asked.length > 0 ? { ask: asked.join(translate(locale, 'desk.say.and')) } : {}),
    ...(order ? { order_no: order } : {}),
    ...(product ? { product } : {}),
    ...(phone ? { phone } : {}),
  }
}
