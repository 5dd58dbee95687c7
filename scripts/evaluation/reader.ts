import { percent, print } from './print.ts'

const keys = ['category', 'priority', 'emotion', 'intent', 'step'] as const
type Labels = { readonly [Key in (typeof keys)[number]]?: string }

/** A labelled line, and the labels of somebody who read only its words and the definitions. */
export type ReadTwice = Labels & { reader?: Labels }

/** How often a second reader gives the label that the writer gave: about as much as can be asked of a program. */
export function reportReader(lines: readonly ReadTwice[]): void {
  const shares = keys.flatMap((key) => {
    const read = lines.filter((line) => line[key] !== undefined && line.reader?.[key] !== undefined)
    const same = read.filter((line) => line[key] === line.reader?.[key]).length
    return read.length === 0 ? [] : [`${key} ${percent(same / read.length)} of ${read.length}`]
  })
  print(`   a second reader agrees with the writers: ${shares.join(', ')}`)
}
