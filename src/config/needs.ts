/** A variable that is missing beside others that are set, and what it is expected to be. */
export interface Missing {
  variable: string
  expected: string
}

/** One that is of no use without another: which, which, and what that is. */
export type Need<Name extends string> = readonly [has: Name, needs: Name, what: string]

/** Those that are missing beside what is set. */
export const missingOf = <Name extends string>(
  needs: readonly Need<Name>[],
  set: Partial<Record<Name, unknown>>,
): Missing[] =>
  needs
    .filter(([has, other]) => set[has] !== undefined && set[other] === undefined)
    .map(([has, variable, what]) => ({ variable, expected: `${what}, for ${has} is set` }))
