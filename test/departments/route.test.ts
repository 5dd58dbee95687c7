import { expect, test } from 'vitest'
import { route } from '../../src/departments/route.ts'
import { loadPlaybook } from '../../src/playbook/load.ts'

const playbook = loadPlaybook()

test.each([
  ['fault_repair', 'after_sales_tech', false],
  ['usage_inquiry', 'customer_service', false],
  ['service_complaint', 'customer_service', true],
  ['return_exchange', 'ecommerce_ops', false],
  ['installation', 'after_sales_tech', false],
  ['value_added', 'after_sales_tech', false],
  ['emergency', 'after_sales_tech', true],
  ['remote_assist', 'after_sales_tech', false],
  ['logistics', 'logistics_ops', false],
  ['account_order', 'ecommerce_ops', false],
  ['suggestion', 'product', false],
  ['presales', 'customer_service', false],
  ['other', 'customer_service', false],
  ['a_category_of_last_year', 'customer_service', false],
])('%s → %s', (category, department, supervised) => {
  expect(route(category, playbook)).toEqual({ department, supervised })
})
