import { bestOf } from '../language/category.ts'
import { probabilities } from '../language/model.ts'
import { loadModels, type Models } from '../language/weights.ts'
import { type Need, type Step, steps } from '../playbook/playbook.ts'
import { stepFeatures, type TalkSoFar } from './step-features.ts'

/** The step that the next reply most likely serves, and how likely each is (shares of one). */
export interface StepGuess {
  step: Step
  likely: Record<Step, number>
}

/** Guesses the next reply's step from how far a talk has come and from the needs that nobody has told. */
export function likelyStep(
  talk: TalkSoFar,
  missing: readonly Need[],
  { step: model }: Pick<Models, 'step'> = loadModels(),
): StepGuess {
  const shares = probabilities(model, stepFeatures(talk, missing))
  const share = (step: Step): number => shares[model.labels.indexOf(step)] ?? 0
  return {
    step: steps.find((one) => one === bestOf(model.labels, shares).label) ?? 'discovery',
    likely: {
      opening: share('opening'),
      discovery: share('discovery'),
      diagnosis: share('diagnosis'),
      solution: share('solution'),
      follow_up: share('follow_up'),
      closing: share('closing'),
    },
  }
}
