import { expect, test } from 'vitest'
import { type Progress, stepOf } from '../../src/tickets/step.ts'

const plain: Progress = {
  status: 'unclaimed',
  unclear: false,
  missing: [],
  plan: 'none',
  intent: 'new_request',
}

test.each<[string, Partial<Progress>, string]>([
  ['a greeting only', { unclear: true }, 'opening'],
  ['facts are missing', { missing: ['model'] }, 'discovery'],
  ['everything is known', {}, 'diagnosis'],
  ['the department gave a plan', { plan: 'proposed', missing: ['model'] }, 'solution'],
  ['the customer has the plan', { plan: 'sent', status: 'waiting_customer' }, 'solution'],
  ['the customer agreed', { plan: 'accepted', status: 'in_progress' }, 'follow_up'],
  ['solved, asking', { status: 'solved' }, 'follow_up'],
  ['solved, but it is not', { status: 'solved', intent: 'not_solved' }, 'diagnosis'],
  ['closed', { status: 'closed', unclear: true }, 'closing'],
])('%s', (_name, progress, step) => {
  expect(stepOf({ ...plain, ...progress })).toBe(step)
})
