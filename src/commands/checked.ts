/** One thing that was looked at: `good`, worth knowing, or to be mended; a remedy where there is something to do. */
export interface Checked {
  mark: 'good' | 'mind' | 'bad'
  says: string
  remedy?: string
}

export const good = (says: string): Checked => ({ mark: 'good', says })
export const mind = (says: string, remedy: string): Checked => ({ mark: 'mind', says, remedy })
export const bad = (says: string, remedy: string): Checked => ({ mark: 'bad', says, remedy })

const signs = { good: '✓', mind: '!', bad: '✗' }

/** `✗ what is wrong` and, under it, `→ what to do`; of several lines the later ones stand under the first. */
export function phraseChecked({ mark, says, remedy }: Checked): string {
  const [first = '', ...rest] = says.split('\n').filter((line) => line.trim() !== '')
  return [
    `${signs[mark]} ${first.trim()}`,
    ...rest.map((line) => `    ${line.trim()}`),
    ...(remedy ? [`  → ${remedy}`] : []),
  ].join('\n')
}
