/** One measured figure. */
export interface Row {
  what: string
  figure: string
}

/** A Markdown table, as the README keeps it. */
export function printTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, figure }) => `| ${what} | ${figure} |`)
  return ['| what | figure |', '|---|---|', ...lines, ''].join('\n')
}

/** The value below which a share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
