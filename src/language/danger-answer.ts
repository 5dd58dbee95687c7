import { dangerSigns } from './danger.ts'

const sentenceEnd = /[。！!；;\n]/
const asks = /[?？]|有没有|是不是|有无|吗|没$|不$/
const over = /火[^,，。?？]{0,4}灭|烟[^,，。?？]{0,4}[散停]|血[^,，。?？]{0,4}[止停]/
const yes =
  /^(?:嗯+|是的?|对的?|有(?!没|无)|会(?!不)|在的?|还在|还有|闻到|闻得到|能闻|看到|看得到|麻|烫|疼|痛|流|冒|还冒|着了?|电|触|伤|烧|yes|yep|y)/
const no = /^(?:没|还没|没有|不|灭不|关不|停不|断不|止不|并没|no)/
const denied = /没|不(?!轻|小|少|停|断|行)|无/
/** So short an answer says no more than yes or no. */
const longest = 12

/** Whether an answer says yes to a danger the agent asked about (有没有冒烟? 有), or that one is not over (火灭了吗? 没有). Both normalised. */
export function affirmsDanger(answer: string, said: string): boolean {
  const words = answer.replace(/[\s\p{P}\p{S}]+/gu, ' ').trim()
  if (words === '' || words.length > longest) return false
  const question = said
    .split(sentenceEnd)
    .findLast((part) => asks.test(part) && (over.test(part) || dangerSigns(part).length > 0))
  if (question === undefined) return false
  return over.test(question) ? no.test(words) : yes.test(words) && !denied.test(words)
}
