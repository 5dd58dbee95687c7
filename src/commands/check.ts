import { z } from 'zod'
import type { Translate } from '../lib/i18n.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { checkReply } from '../scripts/check.ts'
import type { LineWork } from './lines.ts'

const schema = z.object({ customer: z.string().nullish(), reply: z.string() })

/** `{id, customer, reply}` → what is wrong with the reply, where (in code points), and the better wording. */
export const checkWith = (playbook: Playbook, translate: Translate): LineWork<z.infer<typeof schema>> => ({
  schema,
  answer({ customer, reply }) {
    const { phone, locale } = playbook.company
    const findings = checkReply(reply, {
      customer: customer ?? '',
      authority: { limit: playbook.authority.agent },
      ownNumbers: phone ? [phone] : [],
    })
    return {
      findings: findings.map(({ code, level, start, end, advice, values }) => ({
        code,
        level,
        start: pointAt(reply, start),
        end: pointAt(reply, end),
        advice: translate(locale, `desk.check.${advice}`, values),
      })),
    }
  },
})

const pointAt = (text: string, unit: number): number => Array.from(text.slice(0, unit)).length
