import type { Tone } from '../playbook/playbook.ts'
import type { AutomaticKind, Script, ScriptLibrary } from './script.ts'

interface AutomaticMatter {
  tone: Tone
  category: string
  /** Slots that can be filled. */
  available: readonly string[]
  /** The customer's words: where a danger has instructions of its own, they choose them. */
  text?: string
}

/**
 * The automatic script that fits best and can be filled whole. The category's own comes first, then
 * one for what the customer said, then the tone, then the one that tells most; the library's order decides ties.
 */
export function automaticScript(
  library: ScriptLibrary,
  kind: AutomaticKind,
  matter: AutomaticMatter,
): Script {
  const words = matter.text ?? ''
  const fitting = library.scripts.filter(
    (script) =>
      script.automatic === kind &&
      script.category.some((code) => code === matter.category || code === 'any') &&
      script.slots.every((slot) => matter.available.includes(slot)) &&
      (script.said === undefined || script.said.some((said) => words.includes(said))),
  )
  const [best] = fitting
    .map((script) => ({ script, fit: fitOf(script, matter) }))
    .sort((one, other) => other.fit - one.fit)
  if (!best)
    throw new Error(`scripts: no automatic ${kind} can be filled with ${matter.available.join(', ')}`)
  return best.script
}

function fitOf(script: Script, { category, tone }: AutomaticMatter): number {
  const own = script.category.includes(category) ? 1000 : 0
  const said = script.said ? 500 : 0
  const toned = script.tone.includes(tone) ? 100 : script.tone.includes('plain') ? 50 : 0
  return own + said + toned + script.slots.length
}
