import type { Intent } from '../playbook/playbook.ts'
import { askedBy } from './question.ts'

const human =
  /(?:转|接|找|换|叫|要|给我|来)(?:一?个|位)?(?:真?人工|真人|活人|人工客服|客服人员|真客服)|^(?:人工|真人|转人工|人工客服|真人客服|转接人工|客服)[!！。~]*$|人工服务|不(?:要|想)(?:跟|和)?机器人/
const notHuman = /不用(?:转)?人工|不(?:需要|必)(?:转)?人工|别转人工/
const nothing = /^[\s\p{P}\p{S}\p{M}]*$/u
const nod = /嗯|👍|👌|🆗|✅|🙆/u

/** A message and what the agent had said before it. */
export interface Answer {
  /** As it was written: normalising takes a nod for a filler. */
  text: string
  /** Normalised. */
  plain: string
  asked: string | undefined
}

/** What the rules alone say of a message inside a conversation; `undefined` leaves it to the model. */
export function intentByRule({ text, plain, asked }: Answer): Intent | undefined {
  if (plain.length <= 40 && human.test(plain) && !notHuman.test(plain)) return 'asks_human'
  if (!nothing.test(plain)) return undefined
  return (nod.test(text) && asked !== undefined && noddedTo(asked)) || 'adds_information'
}

/** What 嗯 or a thumb answers: an offer, a goodbye; `undefined` where it tells a fact. */
function noddedTo(asked: string): Intent | undefined {
  const { kind } = askedBy(asked)
  if (kind === 'closing') return 'thanks_closing'
  return kind === 'tag' ? 'accepts' : undefined
}
