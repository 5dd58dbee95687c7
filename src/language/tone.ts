import { type Tone, tones } from '../playbook/playbook.ts'
import { bestOf } from './category.ts'
import { probabilities } from './model.ts'
import { type Around, toneFeatures } from './tone-features.ts'
import { type Felt, toneByWords } from './tone-rule.ts'
import { loadModels, type Models } from './weights.ts'

/** How the next reply should speak to whoever wrote `text`: learned from talks, where anger, danger or plain words do not decide. */
export function toneOf(
  felt: Felt,
  text: string,
  { models = loadModels(), ...around }: Around & { models?: Pick<Models, 'emotion' | 'tone'> } = {},
): Tone {
  const plainly = toneByWords(felt, text, around.step)
  if (plainly) return plainly
  const shares = probabilities(models.tone, toneFeatures(models.emotion, felt, { text, ...around }))
  const { label } = bestOf(models.tone.labels, shares)
  return tones.find((tone) => tone === label) ?? 'plain'
}
