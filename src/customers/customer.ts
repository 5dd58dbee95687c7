import type { Customer } from '../generated/client.ts'
import type { Tx } from '../lib/db.ts'
import { localeOf } from '../lib/i18n.ts'
import type { InboundMessage } from '../platforms/platform.ts'

/** The customer behind a platform account, in one statement; a new one when the account was never seen. */
export async function findOrCreateCustomer(
  tx: Tx,
  { platform, from, locale }: InboundMessage,
  at: Date,
): Promise<{ customer: Customer; isNew: boolean }> {
  const [row] = await tx.$queryRaw<(Customer & { isNew: boolean })[]>`
    WITH known AS (
      SELECT c.* FROM "CustomerIdentity" i JOIN "Customer" c ON c.id = i."customerId"
      WHERE i.platform = ${platform} AND i."externalId" = ${from.id}
    ), made AS (
      INSERT INTO "Customer" (id, name, contact, locale, "createdAt")
      SELECT gen_random_uuid(), ${from.name ?? null}, ${from.contact ?? null}, ${localeOf(locale)}, ${at}
      WHERE NOT EXISTS (SELECT 1 FROM known)
      RETURNING *
    ), named AS (
      INSERT INTO "CustomerIdentity" (platform, "externalId", "customerId")
      SELECT ${platform}, ${from.id}, id FROM made
    )
    SELECT *, false AS "isNew" FROM known UNION ALL SELECT *, true FROM made`
  if (!row) throw new Error('a customer is neither known nor made')
  const { isNew, ...customer } = row
  return { customer, isNew }
}

/**
 * The customer with what they have told of themselves since; written only when something is new. In a group others
 * write in the customer's conversation, too: what they are called is nothing of the customer's.
 */
export async function learnCustomer(tx: Tx, customer: Customer, message: InboundMessage): Promise<Customer> {
  const name = message.from.name ?? customer.name
  const contact = message.from.contact ?? customer.contact
  const locale = message.locale ? localeOf(message.locale) : customer.locale
  if (name === customer.name && contact === customer.contact && locale === customer.locale) return customer
  const account = { platform: message.platform, externalId: message.from.id }
  const identity = await tx.customerIdentity.findUnique({ where: { platform_externalId: account } })
  if (identity?.customerId !== customer.id) return customer
  return await tx.customer.update({ where: { id: customer.id }, data: { name, contact, locale } })
}
