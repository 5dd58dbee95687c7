import type { Intent } from '../playbook/playbook.ts'

const human =
  /(?:转|接|找|换|叫|要|给我|来)(?:一?个|位)?(?:真?人工|真人|活人|人工客服|客服人员|真客服)|^(?:人工|真人|转人工|人工客服|真人客服|转接人工|客服)[!！。~]*$|人工服务|不(?:要|想)(?:跟|和)?机器人/
const notHuman = /不用(?:转)?人工|不(?:需要|必)(?:转)?人工|别转人工/
const nothing = /^[\s\p{P}\p{S}\p{M}]*$/u

/** What the rules alone say of a message inside a conversation; `undefined` leaves it to the model. */
export function intentByRule(text: string): Intent | undefined {
  if (text.length <= 40 && human.test(text) && !notHuman.test(text)) return 'asks_human'
  if (nothing.test(text)) return 'adds_information'
  return undefined
}
