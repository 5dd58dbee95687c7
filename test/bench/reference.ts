import pg from 'pg'
import type { Row } from './table.ts'

const counts = [1, 16] as const

/** The least a durable desk can do: one message and its ticket in one transaction, straight through the driver. */
export async function measureReference(
  url: string,
): Promise<{ rows: Row[]; perSecond: Record<number, number> }> {
  const pool = new pg.Pool({ connectionString: url, max: 16 })
  const perSecond: Record<number, number> = {}
  try {
    await pool.query('CREATE TABLE reference_ticket (id serial PRIMARY KEY, customer text UNIQUE, count int)')
    await pool.query('CREATE TABLE reference_message (id text PRIMARY KEY, ticket int, text text)')
    for (const customers of counts) {
      const began = performance.now()
      await Promise.all(
        Array.from({ length: customers }, (_, nth) => write(pool, `${customers}-${nth}`, 1_200 / customers)),
      )
      perSecond[customers] = 1_200 / ((performance.now() - began) / 1_000)
    }
  } finally {
    await pool.end()
  }
  const rows = counts.map((customers) => ({
    what: `reference: two inserts and a commit, ${customers} at once`,
    figure: `${Math.round(perSecond[customers] ?? 0)} messages/s`,
  }))
  return { rows, perSecond }
}

async function write(pool: pg.Pool, customer: string, messages: number): Promise<void> {
  for (let nth = 0; nth < messages; nth++) {
    const client = await pool.connect()
    await client.query('BEGIN')
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO reference_ticket (customer, count) VALUES ($1, 1)
       ON CONFLICT (customer) DO UPDATE SET count = reference_ticket.count + 1 RETURNING id`,
      [customer],
    )
    await client.query('INSERT INTO reference_message VALUES ($1, $2, $3)', [
      `${customer}-${nth}`,
      rows[0]?.id,
      '空调不制冷',
    ])
    await client.query('COMMIT')
    client.release()
  }
}
