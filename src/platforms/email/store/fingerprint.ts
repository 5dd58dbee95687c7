import { createHash } from 'node:crypto'
import type { ReadMail } from '../read/mail.ts'

/**
 * What makes a mail this one, however often and by whichever way it comes (SHA-256, hex). Message-ID, sender, date and
 * subject, for servers change the rest on the way; where they cannot tell it, its bytes do: an empty Message-ID must
 * not make one of all mails without.
 */
export function fingerprintOf(
  { messageId, from, date, subject }: Pick<ReadMail, 'messageId' | 'from' | 'date' | 'subject'>,
  raw: Uint8Array,
): string {
  const hash = createHash('sha256')
  if (messageId && date) hash.update(JSON.stringify([messageId, from.address, date.getTime(), subject]))
  else for (const part of withoutReturns(withoutJourney(raw))) hash.update(part)
  return hash.digest('hex')
}

/** The bytes without the header lines that servers on the way put in front. */
function withoutJourney(raw: Uint8Array): Buffer {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  let at = 0
  for (;;) {
    const end = bytes.indexOf(0x0a, at)
    if (end < 0) return bytes
    const line = bytes.subarray(at, end).toString('latin1')
    const folded = /^[ \t]+\S/.test(line) && at > 0
    if (!folded && !onTheWay.test(line)) return bytes.subarray(at)
    at = end + 1
  }
}

/** The bytes with line feeds alone: a pipe hands lines over so, a mailbox ends them with both. */
function* withoutReturns(bytes: Buffer): Iterable<Uint8Array> {
  let end = 0
  for (let at = 0; at < bytes.length; at = end) {
    // No end of a line stands across two pieces.
    end = at + pieceBytes - (bytes[at + pieceBytes - 1] === 0x0d ? 1 : 0)
    yield Buffer.from(bytes.subarray(at, end).toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
  }
}

const pieceBytes = 65_536

const onTheWay =
  /^(?:received|return-path|delivered-to|x-original-to|envelope-to|authentication-results|received-spf|x-received|dkim-signature|arc-[a-z-]+|x-spam-[a-z-]+|x-qq-[a-z-]+)\s*:/i
