import { inject } from 'vitest'
import type { TestDesk } from './desk.ts'

/** The connection string of a desk's database, for whoever comes to it from outside. */
export async function urlOfDesk({ db }: TestDesk): Promise<string> {
  const [row] = await db.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${row?.name ?? ''}`
  return url.href
}
