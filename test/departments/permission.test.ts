import { expect, test } from 'vitest'
import { channelsOf } from '../../src/departments/channel.ts'
import { may } from '../../src/departments/permission.ts'
import { loadPlaybook } from '../../src/playbook/load.ts'

const agent = { roles: ['agent'], departments: ['customer_service'] }
const tech = { roles: ['department'], departments: ['after_sales_tech'] }
const supervisor = { roles: ['supervisor'], departments: [] }
const administrator = { roles: ['administrator'], departments: [] }
const nobody = { roles: [], departments: ['after_sales_tech'] }

test.each([
  [agent, 'suggestion.approve', 'after_sales_tech', true],
  [tech, 'suggestion.approve', 'after_sales_tech', false],
  [tech, 'ticket.reply', 'after_sales_tech', false],
  [tech, 'ticket.claim', 'after_sales_tech', true],
  [tech, 'ticket.claim', 'logistics_ops', false],
  [tech, 'ticket.read', 'logistics_ops', false],
  [agent, 'ticket.claim', 'after_sales_tech', false],
  [agent, 'ticket.claim', 'customer_service', true],
  [agent, 'ticket.takeover', 'customer_service', false],
  [supervisor, 'ticket.takeover', 'customer_service', true],
  [supervisor, 'ticket.claim', 'logistics_ops', true],
  [supervisor, 'script.publish', undefined, true],
  [agent, 'script.publish', undefined, false],
  [agent, 'script.decline', undefined, false],
  [administrator, 'ticket.read', 'customer_service', false],
  [administrator, 'system.run', undefined, true],
  [supervisor, 'system.run', undefined, false],
  [nobody, 'ticket.claim', 'after_sales_tech', false],
  [agent, 'ticket.unheard_of', 'customer_service', false],
  [agent, 'toString', undefined, false],
])('%o %s on a ticket of %s: %s', (who, act, department, allowed) => {
  expect(may(who, act, department)).toBe(allowed)
})

test.each([
  ['an agent', agent, ['desk', 'customer_service']],
  ['department staff', tech, ['after_sales_tech']],
  ['an administrator', administrator, ['administrators']],
  [
    'a supervisor',
    supervisor,
    [
      'desk',
      'customer_service',
      'after_sales_tech',
      'ecommerce_ops',
      'logistics_ops',
      'product',
      'supervisors',
    ],
  ],
])('%s reads their channels and no others', (_name, who, channels) => {
  const ids = channelsOf(who, loadPlaybook()).map(({ id }) => id)
  expect(ids.toSorted()).toEqual(channels.toSorted())
})
