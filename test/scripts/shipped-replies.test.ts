import { expect, test } from 'vitest'
import { exampleValues } from '../../scripts/script-replies.ts'
import { checkReply } from '../../src/scripts/check.ts'
import { fill } from '../../src/scripts/fill.ts'
import { library } from './samples.ts'

const values = { ...exampleValues, greeting: '王女士，您好' }

test('no script that comes with the product is held back by the reply check', () => {
  const held = library.scripts.flatMap((script) => {
    const text = fill(script.text, values).text
    const findings = checkReply(text, {
      customer: script.examples[0] ?? '',
      emotion: script.tone.includes('empathy_first') ? 'angry' : 'calm',
      authority: { limit: 200 },
      ownNumbers: ['400-800-1234'],
    })
    return findings
      .filter(({ level }) => level === 'block')
      .map(({ code, start, end }) => `${script.id}: ${code} “${text.slice(start, end)}”`)
  })
  expect(held).toEqual([])
})
