import type { Customer } from '../generated/client.ts'
import type { Tx } from '../lib/db.ts'
import { localeOf } from '../lib/i18n.ts'
import type { InboundMessage } from '../platforms/platform.ts'

/** The customer behind a platform account; a new one when the account was never seen. */
export async function findOrCreateCustomer(tx: Tx, message: InboundMessage, at: Date): Promise<Customer> {
  const { platform, from } = message
  const identity = await tx.customerIdentity.findUnique({
    where: { platform_externalId: { platform, externalId: from.id } },
    include: { customer: true },
  })
  if (identity) return identity.customer
  return await tx.customer.create({
    data: {
      name: from.name ?? null,
      contact: from.contact ?? null,
      locale: localeOf(message.locale),
      createdAt: at,
      identities: { create: { platform, externalId: from.id } },
    },
  })
}

/** The customer with what they have told of themselves since; written only when something is new. */
export async function learnCustomer(tx: Tx, customer: Customer, message: InboundMessage): Promise<Customer> {
  const name = message.from.name ?? customer.name
  const contact = message.from.contact ?? customer.contact
  const locale = message.locale ? localeOf(message.locale) : customer.locale
  if (name === customer.name && contact === customer.contact && locale === customer.locale) return customer
  return await tx.customer.update({ where: { id: customer.id }, data: { name, contact, locale } })
}
