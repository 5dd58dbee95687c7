/**
 * `node scripts/check-figures.ts`: how well replies are checked, on lines that whoever wrote the rules and word
 * lists never looked at, each judged by models that did not learn from it. Nothing is written.
 */

import { type FindingCode, findingCodes } from '../src/scripts/check/finding.ts'
import { checkReplyWith } from '../src/scripts/check.ts'
import { readLines } from './corpus.ts'
import { fitFindings, type ReplyLine, readReplies } from './reply-corpus.ts'

const folds = 4
const { replies = [], ...rest } = readReplies()
/** Of the first lines every second one was looked at, of the others all but the last. */
const isUnseen = (index: number): boolean => (index < 750 ? index % 2 === 1 : index >= 1700)
const unseen = replies.filter((_, index) => isUnseen(index))
const seen = [...replies.filter((_, index) => !isUnseen(index)), ...Object.values(rest).flat()]
const messages = [...readLines('messages'), ...readLines('turns')]

interface Judged {
  line: ReplyLine
  said: ReadonlySet<FindingCode>
}

const judged = Array.from({ length: folds }, (_, fold) => {
  const learned = unseen.filter((_, index) => index % folds !== fold)
  const models = fitFindings([...seen, ...learned], messages)
  return unseen
    .filter((_, index) => index % folds === fold)
    .map((line): Judged => {
      const found = checkReplyWith(models, line.reply, { customer: line.customer })
      return { line, said: new Set(found.map(({ code }) => code)) }
    })
}).flat()

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`
const print = (text: string): boolean => process.stdout.write(`${text}\n`)
const meant = ({ line }: Judged, code: FindingCode): boolean => line.findings.some((one) => one.code === code)

let [hit, said, wanted] = [0, 0, 0]
for (const code of findingCodes) {
  const own = judged.filter((one) => meant(one, code))
  const found = judged.filter((one) => one.said.has(code))
  const right = found.filter((one) => meant(one, code)).length
  hit += right
  said += found.length
  wanted += own.length
  print(
    `${code}: recall ${percent(right, own.length)} of ${own.length}, precision ${percent(right, found.length)}`,
  )
}
const clean = judged.filter(({ line }) => line.findings.length === 0)
const faulty = judged.filter(({ line }) => line.findings.length > 0)
const flagged = (rows: readonly Judged[]): number => rows.filter((one) => one.said.size > 0).length
print(`all: recall ${percent(hit, wanted)}, precision ${percent(hit, said)}`)
print(`faulty replies caught: ${percent(flagged(faulty), faulty.length)} of ${faulty.length}`)
print(`clean replies found fault with: ${percent(flagged(clean), clean.length)} of ${clean.length}`)
