import { type Example, learn, type Recipe } from './learn.ts'
import { type Model, probabilities, softmax } from './model.ts'

/** How a model is to be fitted, and on what its confidence is measured. */
export interface Plan {
  recipe: Recipe
  /** Ways of writing left out in turn: confidence is made honest on examples the model did not learn from. */
  folds: readonly { rest: readonly Example[]; judge: readonly Example[] }[]
}

/** Fits on all examples, with the temperature at which the folds' left-out examples are likeliest. */
export function calibrated(examples: readonly Example[], labels: readonly string[], plan: Plan): Model {
  const judged = plan.folds
    .filter(({ rest, judge }) => rest.length > 0 && judge.length > 0)
    .flatMap(({ rest, judge }) => {
      const model = learn(rest, labels, plan.recipe)
      return judge.map(({ features, label }) => ({
        logs: probabilities(model, features).map((p) => Math.log(Math.max(p, 1e-12))),
        right: labels.indexOf(label),
      }))
    })
  return { ...learn(examples, labels, plan.recipe), temperature: bestTemperature(judged) }
}

function bestTemperature(judged: readonly { logs: Float64Array; right: number }[]): number {
  let best = 1
  let lowest = Number.POSITIVE_INFINITY
  for (let temperature = 0.5; temperature <= 4; temperature += 0.05) {
    let loss = 0
    for (const { logs, right } of judged)
      loss -= Math.log(Math.max(softmax(logs.map((log) => log / temperature))[right] ?? 0, 1e-12))
    if (loss < lowest) {
      lowest = loss
      best = temperature
    }
  }
  return Number(best.toFixed(2))
}
