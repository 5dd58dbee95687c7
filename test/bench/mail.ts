import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { receive } from '../../src/inbox/receive.ts'
import { type Db, openDb } from '../../src/lib/db.ts'
import type { Deps } from '../../src/lib/deps.ts'
import { silentLog } from '../../src/lib/log.ts'
import { doorHash } from '../../src/platforms/email/door.ts'
import { createEmailPlatform } from '../../src/platforms/email/index.ts'
import { base64 } from '../support/raw-mail.ts'
import { benchDeps } from './flow.ts'
import type { Row } from './table.ts'

const token = 'the-token-of-the-bench-door'

/** The kinds of mails: what is attached in bytes, and how many are measured. */
const kinds = [
  { name: 'of 1 kB', attached: 0, mails: 200 },
  { name: 'with 200 kB attached', attached: 200_000, mails: 80 },
] as const

/**
 * Mails from raw bytes to the committed ticket, by the same way as over HTTP, beside the least a durable desk can do
 * with the same bytes: the mail whole, a message and its ticket in one commit.
 */
export async function measureMail(url: string): Promise<Row[]> {
  const counted = { statements: 0 }
  const db = openDb({
    url,
    log: silentLog,
    poolSize: 16,
    onQuery: (sql) => {
      if (!/^(?:BEGIN|COMMIT)/i.test(sql)) counted.statements += 1
    },
  })
  const take = await openDoor(db)
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  try {
    await pool.query('CREATE TABLE reference_mail_ticket (id serial PRIMARY KEY, subject text)')
    await pool.query(
      'CREATE TABLE reference_mail (id text PRIMARY KEY, ticket int, raw bytea STORAGE EXTERNAL)',
    )
    for (let nth = 0; nth < 20; nth += 1) await take(mailOf(`warm-${nth}`, 0))
    const rows: Row[] = []
    for (const kind of kinds)
      for (const atOnce of [1, 4]) {
        const all = (who: string) =>
          Array.from({ length: kind.mails }, (_, nth) =>
            mailOf(`${who}-${atOnce}-${kind.attached}-${nth}`, kind.attached),
          )
        const least = await rate(all('reference'), atOnce, (raw) => keep(pool, raw))
        counted.statements = 0
        const synced = await syncs(pool)
        const ours = await rate(all('ours'), atOnce, take)
        const perMail = ((await syncs(pool)) - synced) / kind.mails
        rows.push({
          what: `mails ${kind.name} from raw bytes to the ticket, ${atOnce} at once`,
          figure: `${ours.toFixed(0)}/s (${((100 * ours) / least).toFixed(0)} % of the reference's ${least.toFixed(0)}/s); ${(counted.statements / kind.mails).toFixed(1)} statements, ${perMail.toFixed(2)} WAL syncs a mail`,
        })
      }
    return rows
  } finally {
    await pool.end()
    await db.$disconnect()
  }
}

async function openDoor(db: Db): Promise<(raw: Buffer) => Promise<void>> {
  const deps: Deps = benchDeps(db)
  await db.mailbox.create({
    data: {
      address: 'help@desk.example.cn',
      name: '客服',
      tokenHash: doorHash(token),
      createdAt: new Date(),
    },
  })
  const email = createEmailPlatform({
    ...deps,
    fetch,
    randomToken: () => randomBytes(32).toString('base64url'),
    hideSecrets: (text) => text,
    timeZone: deps.playbook.company.timeZone,
    openAnyFile: async () => undefined,
    site: {
      publicUrl: 'http://127.0.0.1',
      company: deps.playbook.company,
      key: randomBytes(32),
      automaticPerHour: 5,
    },
  })
  return async (raw) => {
    const result = await email.webhook?.({
      method: 'POST',
      url: '/webhooks/email',
      headers: { authorization: `Bearer ${token}` },
      body: raw,
      ip: '127.0.0.1',
    })
    if (!result) throw new Error('mail has no door')
    const outcomes = []
    for (const inbound of result.inbound) outcomes.push(await receive(deps, inbound))
    await result.respond(outcomes)
  }
}

/** A second. */
async function rate(mails: Buffer[], atOnce: number, take: (raw: Buffer) => Promise<void>): Promise<number> {
  const began = performance.now()
  const { length } = mails
  const work = async (): Promise<void> => {
    for (let raw = mails.pop(); raw; raw = mails.pop()) await take(raw)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return length / ((performance.now() - began) / 1_000)
}

async function keep(pool: pg.Pool, raw: Buffer): Promise<void> {
  const head = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString()
  const client = await pool.connect()
  await client.query('BEGIN')
  const { rows } = await client.query<{ id: number }>(
    'INSERT INTO reference_mail_ticket (subject) VALUES ($1) RETURNING id',
    [/^Subject: (.*)$/m.exec(head)?.[1]],
  )
  await client.query('INSERT INTO reference_mail VALUES ($1, $2, $3)', [
    /^Message-ID: (.*)$/m.exec(head)?.[1],
    rows[0]?.id,
    raw,
  ])
  await client.query('COMMIT')
  client.release()
}

/** How often PostgreSQL has had its log written to the disk. */
async function syncs(pool: pg.Pool): Promise<number> {
  await pool.query('SELECT pg_stat_force_next_flush()')
  const { rows } = await pool.query<{ fsyncs: string }>(
    "SELECT coalesce(sum(fsyncs), 0) AS fsyncs FROM pg_stat_io WHERE object = 'wal'",
  )
  return Number(rows[0]?.fsyncs ?? 0)
}

function mailOf(id: string, attached: number): Buffer {
  const text = Buffer.from(
    `您好，我上个月买的洗衣机脱水的时候声音特别大，像拖拉机一样，麻烦尽快安排师傅上门看一下，谢谢。（${id}）`,
  ).toString('base64')
  const words = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '', text]
  const head = [
    `From: =?UTF-8?B?546L5aWz5aOr?= <${id}@example.com>`,
    'To: help@desk.example.cn',
    `Message-ID: <${id}@example.com>`,
    `Date: ${new Date().toUTCString()}`,
    'Subject: =?UTF-8?B?5rSX6KGj5py65Y+q6ISx5rC05LiN6L2s?=',
    'MIME-Version: 1.0',
    'X-Mailer: Foxmail 7.2.25.213[cn]',
  ]
  const body =
    attached === 0
      ? words
      : [
          'Content-Type: multipart/mixed; boundary=b',
          '',
          '--b',
          ...words,
          '--b',
          'Content-Type: image/jpeg; name=a.jpg',
          'Content-Disposition: attachment; filename=a.jpg',
          'Content-Transfer-Encoding: base64',
          '',
          base64(randomBytes(attached)),
          '--b--',
        ]
  return Buffer.from([...head, ...body, ''].join('\r\n'))
}
