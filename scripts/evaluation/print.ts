/** One line of the report. */
export const print = (text: string): boolean => process.stdout.write(`${text}\n`)

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** Whether an answer is the writer's, or that of a second reader: where two careful people differ, either may be given. */
export const isAccepted = (said: string, ...meant: readonly (string | undefined)[]): boolean =>
  meant.includes(said)

/** How often something was said, meant, and both. */
export interface Tally {
  hit: number
  said: number
  meant: number
}

/** Counts of several kinds of finding, each as sets of what was said and what was meant. */
export function createTallies(): {
  count: (name: string, said: ReadonlySet<string>, meant: ReadonlySet<string>) => void
  rows: () => [name: string, tally: Tally][]
  all: () => Tally
} {
  const tallies = new Map<string, Tally>()
  return {
    count(name, said, meant) {
      const one = tallies.get(name) ?? { hit: 0, said: 0, meant: 0 }
      tallies.set(name, {
        hit: one.hit + [...said].filter((value) => meant.has(value)).length,
        said: one.said + said.size,
        meant: one.meant + meant.size,
      })
    },
    rows: () => [...tallies].toSorted(([one], [other]) => one.localeCompare(other)),
    all: () =>
      [...tallies.values()].reduce(
        (sum, one) => ({ hit: sum.hit + one.hit, said: sum.said + one.said, meant: sum.meant + one.meant }),
        { hit: 0, said: 0, meant: 0 },
      ),
  }
}

export const recall = ({ hit, meant }: Tally): number => (meant === 0 ? 1 : hit / meant)
export const precision = ({ hit, said }: Tally): number => (said === 0 ? 1 : hit / said)
export const f1 = ({ hit, said, meant }: Tally): number => (hit === 0 ? 0 : (2 * hit) / (said + meant))

/** `mobile recall 98.0 %, precision 99.0 % of 52`. */
export const phrase = (name: string, tally: Tally): string =>
  `${name}: recall ${percent(recall(tally))}, precision ${percent(precision(tally))}, F1 ${percent(f1(tally))} of ${tally.meant}`
