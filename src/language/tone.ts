import { type Tone, tones } from '../playbook/playbook.ts'
import { bestOf } from './category.ts'
import { probabilities } from './model.ts'
import { type Around, toneFeatures } from './tone-features.ts'
import { type Felt, isFrightening } from './tone-rule.ts'
import { loadModels, type Models } from './weights.ts'

/** How the next reply should speak to whoever wrote `text`: learned from talks, save that danger always wants empathy. */
export function toneOf(
  felt: Felt,
  text: string,
  { models = loadModels(), ...around }: Around & { models?: Pick<Models, 'emotion' | 'tone'> } = {},
): Tone {
  if (isFrightening(felt, around.step)) return 'empathy_first'
  const shares = probabilities(models.tone, toneFeatures(models.emotion, felt, { text, ...around }))
  const { label } = bestOf(models.tone.labels, shares)
  return tones.find((tone) => tone === label) ?? 'plain'
}
