import type { Step, Tone } from '../playbook/playbook.ts'
import type { Understanding } from './understanding.ts'

const hurt = /受伤|流血|烫伤|割伤|划伤|害怕|吓|住院|医院|哭|寒心|委屈|难受|出事|去世|走了一年|疼/
const impatient =
  /直接(?:说|告诉|回|讲)|直说|别废话|少废话|废话|长话短说|简单(?:点|说|讲)|一句话|别绕|别(?:让我)?等|说重点|就说(?:行不行|能不能)|快说|快点|快一点|^快[，！!]|赶紧|赶快|马上|立刻|速度|急|等不及|来不及|没时间|赶时间|准(?:点|信|话)|几分钟|到底(?:什么时候|几点|哪天)|怎么还(?:没|不)/
const urging = /快|急|赶|马上|立刻|到底|怎么还|怎么办|等|来不及|[!！]/
const asksWhy =
  /为什么|为啥|为何|什么原因|怎么会|凭什么相信|真的吗|真的假的|是真的|会不会|靠谱吗|怎么保证|依据|根据是|证明|不放心|担心|能不能信|解释一下|有什么区别|原理/

/** An anxious word is a sign by itself; without one the model has to be this sure. */
const anxiousGate = 0.6

/** What of an understanding the tone goes by. */
export type Felt = Pick<Understanding, 'category' | 'priority' | 'emotion'> &
  Partial<Pick<Understanding, 'confidence' | 'intent'>>

/** From here on anger decides by itself; what a ticket's card says of it is taken as certain. */
const angryGate = 0.7

/** Whoever says so wants few words, whatever they feel. */
const fewWords =
  /别(?:跟我)?(?:废话|啰嗦|绕(?:弯子|圈子|来绕去)?)|少废话|长话短说|说重点|直接说|直说|一句话(?:说|回|告诉)|没(?:空|时间|工夫)(?:看|听|跟|和)|就说(?:行不行|能不能|是不是)/

/** What plain words leave no doubt about; `undefined` leaves it to the model. */
export function toneByWords(felt: Felt, text: string, step?: Step): Tone | undefined {
  const angry = felt.emotion === 'angry' && (felt.confidence?.emotion ?? 1) >= angryGate
  if (angry || isFrightening(felt, step)) return 'empathy_first'
  return fewWords.test(text) ? 'concise' : undefined
}

/** Danger frightens whoever is in it, however calmly it is told, until it is over. */
const isFrightening = ({ category, priority }: Felt, step?: Step): boolean =>
  (category === 'emergency' || priority === 'critical') && step !== 'closing'

/**
 * How the next reply should speak by plain signs: to the angry, hurt or frightened with empathy, to the impatient
 * briefly, to the doubtful in full. `step` is what the reply serves: whoever complains is soothed until it closes.
 */
export function toneByRule(felt: Felt, text: string, step?: Step): Tone {
  const { category, emotion } = felt
  if (emotion === 'angry' || isFrightening(felt, step) || hurt.test(text)) return 'empathy_first'
  const tone = toneOfCalm(felt, text)
  const upset = category === 'service_complaint' && emotion !== 'pleased' && step !== 'closing'
  return upset && tone !== 'detailed' ? 'empathy_first' : tone
}

function toneOfCalm({ emotion, confidence }: Felt, text: string): Tone {
  if (emotion === 'anxious' && ((confidence?.emotion ?? 1) >= anxiousGate || urging.test(text)))
    return 'concise'
  if (emotion === 'doubtful' || asksWhy.test(text)) return 'detailed'
  return impatient.test(text) ? 'concise' : 'plain'
}
