import { type FindingModels, oddsOf, shareOf } from '../../language/findings.ts'
import type { Features } from '../../language/gather.ts'
import { probabilities } from '../../language/model.ts'
import type { Emotion } from '../../playbook/playbook.ts'
import type { Range } from './draft.ts'
import {
  clauseFeatures,
  customerFeatures,
  empathyFeatures,
  type Reading,
  replyFeatures,
  ruledOut,
  wordFeatures,
} from './features.ts'
import { clauseCodes, type FindingCode, findingCodes } from './finding.ts'

/** Of every fault how likely it is, 0 to 1, and where it would stand. */
export type Judged = Record<FindingCode, { share: number; where: Range }>

/** Whom the reply answers. */
export interface Answered {
  customer: string
  emotion?: Emotion
}

/** An emotion that was given is taken for granted. */
const knownUpset = 0.95

/**
 * The rules and words of the reply weighed by what labelled replies taught: the
 * reply as a whole and its most suspicious clause count alike.
 */
export function judge(models: FindingModels, reading: Reading, answered: Answered): Judged {
  const whole = { start: 0, end: reading.draft.text.length }
  const words = wordFeatures(reading)
  const byReply = oddsOf(models.reply, replyFeatures(reading, words))
  const clauses = clauseFeatures(reading).map(({ range, features }) => ({
    range,
    odds: oddsOf(models.clause, features),
  }))
  const judged: Judged = Object.fromEntries(
    findingCodes.map((code) => [code, { share: 0, where: whole }]),
  ) as Judged
  for (const [column, code] of clauseCodes.entries()) {
    let worst = { range: whole, odds: Number.NEGATIVE_INFINITY }
    for (const { range, odds } of clauses)
      if ((odds[column] ?? 0) > worst.odds) worst = { range, odds: odds[column] ?? 0 }
    const odds = byReply[models.reply.labels.indexOf(code)] ?? 0
    judged[code] = {
      share: shareOf(clauses.length === 0 ? odds : (odds + worst.odds) / 2),
      where: worst.range,
    }
  }
  judged.no_next_step.share = shareOf(byReply[models.reply.labels.indexOf('no_next_step')] ?? 0)
  const out = ruledOut(reading)
  if (!out.has('no_empathy')) judged.no_empathy.share = uncomforting(models, { reading, words }, answered)
  for (const code of out) judged[code].share = 0
  return judged
}

function uncomforting(
  models: FindingModels,
  { reading, words }: { reading: Reading; words: Features },
  { customer, emotion }: Answered,
): number {
  const calm = emotion !== undefined && emotion !== 'angry' && emotion !== 'anxious'
  if (calm || customer.trim() === '') return 0
  const asked = customerFeatures(customer)
  const upset = emotion === undefined ? (probabilities(models.upset, asked)[1] ?? 0) : knownUpset
  const features = empathyFeatures(reading, words, { customer: asked, upset })
  return shareOf(oddsOf(models.empathy, features)[0] ?? 0)
}
