import type { Customer } from '../generated/client.ts'
import type { Tx } from '../lib/db.ts'
import type { InboundMessage } from '../platforms/platform.ts'

/** A contact that a platform vouches for, as it is kept: a mail address in lower case, or a number such as +8613812345678. */
export interface Contact {
  kind: 'email' | 'mobile'
  value: string
}

/** What a platform vouches for in a message's sender; what is no whole address or number is left out. */
export function contactsOf({ verified = {} }: InboundMessage['from']): Contact[] {
  const email = (verified.email ?? '').trim().toLowerCase()
  const mobile = mobileOf(verified.mobile ?? '')
  return [
    ...(/^[^\s@]+@[^\s@]+$/.test(email) ? [{ kind: 'email' as const, value: email }] : []),
    ...(mobile === undefined ? [] : [{ kind: 'mobile' as const, value: mobile }]),
  ]
}

/** Without a country it is a Chinese number; one that is hidden in part is none. */
function mobileOf(text: string): string | undefined {
  const plain = text.replaceAll(/[\s\-().]/g, '').replace(/^00/, '+')
  const [, local] = /^(?:\+?86)?(1[3-9]\d{9})$/.exec(plain) ?? []
  if (local !== undefined) return `+86${local}`
  return /^\+(?!86)[1-9]\d{6,14}$/.test(plain) ? plain : undefined
}

/**
 * Whether there is anything to learn from a message's contacts, in one statement: not where they are known to be the
 * customer's, nor where the account that writes is somebody else's in the customer's conversation.
 */
export async function isNews(tx: Tx, { id }: Customer, { platform, from }: InboundMessage): Promise<boolean> {
  const contacts = contactsOf(from)
  const [kinds, values] = [contacts.map(({ kind }) => kind), contacts.map(({ value }) => value)]
  const [account] = await tx.$queryRaw<{ own: boolean; known: number }[]>`
    SELECT i."customerId" = ${id}::uuid AS own,
      (SELECT count(*)::int FROM "CustomerContact" c
        JOIN unnest(${kinds}::text[], ${values}::text[]) AS w(kind, value) USING (kind, value)
        WHERE c."customerId" = i."customerId") AS known
    FROM "CustomerIdentity" i WHERE i.platform = ${platform} AND i."externalId" = ${from.id}`
  return account?.own === true && account.known < contacts.length
}

/** Keeps that these contacts are the customer's; returns every other customer's id who has one of them already. */
export async function claimContacts(
  tx: Tx,
  customerId: string,
  contacts: readonly Contact[],
  at: Date,
): Promise<string[]> {
  // Whoever claims the same meanwhile is waited for, and seen by the next statement.
  await tx.customerContact.createMany({
    data: contacts.map((contact) => ({ ...contact, customerId, createdAt: at })),
    skipDuplicates: true,
  })
  const where = { OR: contacts.map(({ kind, value }) => ({ kind, value })) }
  const known = await tx.customerContact.findMany({ where })
  return [...new Set(known.map((one) => one.customerId))].filter((id) => id !== customerId)
}

/**
 * Several customers turn out to be one: the elder has the accounts, contacts and what the others told of themselves.
 * The others are left with what other folders move, until they are removed.
 */
export async function uniteCustomers(
  tx: Tx,
  ids: readonly string[],
): Promise<{ elder: Customer; younger: Customer[] }> {
  // Nobody adds to one of them while they are united.
  await tx.$queryRaw`SELECT id FROM "Customer" WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`
  const [elder, ...younger] = await tx.customer.findMany({
    where: { id: { in: [...ids] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  if (!elder || younger.length < ids.length - 1) throw new Error('a customer was united in between')
  const from = { customerId: { in: younger.map(({ id }) => id) } }
  await tx.customerIdentity.updateMany({ where: from, data: { customerId: elder.id } })
  await tx.customerContact.updateMany({ where: from, data: { customerId: elder.id } })
  const told = (field: 'name' | 'contact'): string | null =>
    [elder, ...younger].map((one) => one[field]).find((value) => value !== null) ?? null
  const data = { name: told('name'), contact: told('contact') }
  return { elder: await tx.customer.update({ where: { id: elder.id }, data }), younger }
}

/** Removes customers who have nothing of their own any more. */
export async function removeCustomers(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.customer.deleteMany({ where: { id: { in: [...ids] } } })
}
