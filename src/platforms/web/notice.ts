import type { Db } from '../../lib/db.ts'

/** The PostgreSQL channel all processes of one desk hear each other on. */
export const noticeChannel = 'kefutai_web'

/** Something happened in a room. Only names and ids travel, never what was said. */
export type Notice =
  | { room: string; post: string }
  | { room: string; read: string }
  | { room: string; typing: string; by: 'visitor' | 'staff' }

/** Tells every process, this one included. */
export async function notify(db: Db, notice: Notice): Promise<void> {
  await db.$executeRaw`SELECT pg_notify(${noticeChannel}, ${JSON.stringify(notice)})`
}

/** Reads a notice back; undefined for what is none of ours. */
export function readNotice(payload: string): Notice | undefined {
  try {
    const notice: unknown = JSON.parse(payload)
    return isNotice(notice) ? notice : undefined
  } catch {
    return undefined
  }
}

const isNotice = (value: unknown): value is Notice =>
  typeof value === 'object' &&
  value !== null &&
  'room' in value &&
  typeof value.room === 'string' &&
  ('post' in value || 'read' in value || 'typing' in value)
