import type { Concept } from './concepts.ts'

/** A label, how sure it is, and the next likely one. */
export interface Guess {
  label: string
  sure: number
  other: string
}

/** What the category of a message is decided on. */
export interface CategoryGrounds {
  labels: readonly string[]
  /** The model's probability of each label. */
  shares: Float64Array
  danger: boolean
  concepts: readonly Concept[]
  /** The category the conversation has so far. */
  known: { category: string; confidence: number } | undefined
}

/** Danger first, then what the model and a few plain words say, with what was known before. */
export function categoryGuess(
  text: string,
  { labels, shares, danger, concepts, known }: CategoryGrounds,
): Guess {
  if (danger) {
    const rest = bestOf(
      labels,
      shares.map((share, index) => (labels[index] === 'emergency' ? 0 : share)),
    )
    return {
      label: 'emergency',
      sure: Math.max(0.9, shares[labels.indexOf('emergency')] ?? 0),
      other: rest.label,
    }
  }
  const written = concepts.filter(({ slip }) => !slip)
  if (known && (known.category === 'emergency' || isContentless(text, written)))
    return { label: known.category, sure: known.confidence, other: '' }
  const lean = leaning(text, written)
  const calm = shares.map((share, index) => share * (lean[labels[index] ?? ''] ?? 1))
  if (!known) return bestOf(labels, scaled(calm))
  const other = labels.indexOf('other')
  const joined = calm.map((share, index) => {
    if (labels[index] === known.category) return share * (1 + 6 * known.confidence) + 0.05
    return index === other ? share / 4 : share
  })
  return bestOf(labels, scaled(joined))
}

const demandsBack =
  /(?:我要|我想|想要?|要求|给我|帮我|必须|直接|立刻|马上|申请|要|请)(?:全额|全部|都)?(?:退款|退货|换货|退钱|退掉|退了|退回|换新|换一)|把(?:钱|款)[^,，。]{0,6}(?:退|打|还)|钱(?:退|还)(?:给)?我/
const noDemand =
  /不(?:是)?(?:要|想|用|来)?退|不退|别[^,，。]{0,6}退|没(?:打算|想)退|没(?:买|下单)|退[^,，。]{0,4}(?:页面|政策|规则|流程|率|换政策)/
const symptom = /^fault\.(?:poweroff|nofunction|noise|connect)$/
const visitWork = /^install\./

/** What plain words add to the model: how many times likelier a category becomes. */
function leaning(text: string, concepts: readonly Concept[]): Readonly<Record<string, number>> {
  const names = concepts.map(({ name }) => name)
  const ill = names.some((name) => symptom.test(name)) && !names.some((name) => visitWork.test(name))
  return {
    // Whether there is danger was decided before, at a threshold of its own.
    emergency: 0,
    // Somebody who shall come is an installer or, where something ails, a repairer.
    ...(ill ? { installation: 0.3 } : {}),
    ...(demandsBack.test(text) && !noDemand.test(text) ? { return_exchange: 4 } : {}),
  }
}

/** A greeting, a thank-you, an order number: nothing that says what it is about. */
function isContentless(text: string, concepts: readonly Concept[]): boolean {
  const words = text.replace(/[\s\p{P}\p{S}\p{N}a-z]/gu, '')
  if (words.length <= 1) return true
  if (words.length > 12) return false
  return words.length <= 4
    ? !concepts.some(({ name }) =>
        /^(?:fault|use|complain|return|ship|account|install|extra|remote|propose|buy)\./.test(name),
      )
    : concepts.length > 0 &&
        concepts.every(({ name }) =>
          /^(?:social|please|mark|press|rhetoric|yes|no|solved|urge|info|human|thanks)\./.test(name),
        )
}

/** The likeliest label and the one after it. */
export function bestOf(labels: readonly string[], shares: Float64Array): Guess {
  let first = 0
  let second = -1
  for (let index = 1; index < shares.length; index++) {
    if ((shares[index] ?? 0) > (shares[first] ?? 0)) {
      second = first
      first = index
    } else if (second < 0 || (shares[index] ?? 0) > (shares[second] ?? 0)) second = index
  }
  return { label: labels[first] ?? '', sure: shares[first] ?? 0, other: labels[second] ?? '' }
}

function scaled(shares: Float64Array): Float64Array {
  let sum = 0
  for (const share of shares) sum += share
  return shares.map((share) => share / sum)
}
