import type { Tx } from './db.ts'

/** Whether nobody did this before: true for one caller for ever, whichever process it is. Holds with the transaction. */
export async function once(tx: Tx, key: string, at: Date): Promise<boolean> {
  return (
    (await tx.$executeRaw`INSERT INTO "Once" (key, at) VALUES (${key}, ${at}) ON CONFLICT DO NOTHING`) === 1
  )
}
