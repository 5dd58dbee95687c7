import { decodeText } from './charset.ts'
import { charsetName } from './charset-name.ts'
import type { MailFault } from './mail.ts'
import { fromQuotedPrintable } from './transfer.ts'

interface Word {
  charset: string
  encoding: string
  text: string
}

/**
 * A header value with its encoded words (RFC 2047) replaced through `put`. Neighbours of one character set are
 * put together before decoding: senders cut in the middle of a character, and of a base64 group.
 */
export function replaceWords(
  value: string,
  faults: Set<MailFault>,
  put: (decoded: string) => string = (decoded) => decoded,
): string {
  if (!value.includes('=?')) return value
  const out: string[] = []
  let run: Word[] = []
  let last = 0
  const flush = (): void => {
    if (run.length > 0) out.push(put(decodeRun(run, faults)))
    run = []
  }
  const keep = (text: string): void => {
    if (/=\?[^?\s]{1,60}\?[bq]\?/i.test(text)) faults.add('bad_encoded_word')
    out.push(text)
  }
  for (const match of value.matchAll(
    /=\?([^?\s]{1,60})\?([bq])\?([^?]*(?:\?(?![=\s])[^?\s]{0,80}){0,4})\?=/gi,
  )) {
    const [whole, charset = '', encoding = '', text = ''] = match
    const gap = value.slice(last, match.index)
    const same = charsetName(run.at(-1)?.charset ?? '') === charsetName(charset)
    if (gap.trim() !== '' || !same) flush()
    if (gap.trim() !== '' || last === 0) keep(gap)
    run.push({ charset, encoding: encoding.toLowerCase(), text })
    last = match.index + whole.length
  }
  flush()
  keep(value.slice(last))
  return out.join('')
}

function decodeRun(words: Word[], faults: Set<MailFault>): string {
  const charset = words[0]?.charset ?? ''
  return decodeText(Buffer.concat(joined(words).map((word) => bytesOf(word))), charset, faults)
}

/** Words of base64 that were cut inside a group of four, as one. */
function joined(words: Word[]): Word[] {
  const out: Word[] = []
  for (const word of words) {
    const last = out.at(-1)
    const open =
      last?.encoding === 'b' && word.encoding === 'b' && !last.text.endsWith('=') && last.text.length % 4 > 0
    if (last && open) last.text += word.text
    else out.push({ ...word })
  }
  return out
}

function bytesOf(word: Word): Buffer {
  if (word.encoding === 'b') return Buffer.from(word.text, 'base64')
  return fromQuotedPrintable(Buffer.from(word.text.replaceAll('_', ' '), 'utf8'), new Set())
}
