import type { Attributes } from './walk.ts'

/** Lines that stand for the two ends of a signature until the whole page is known. */
export const signatureBegins = '\u0001signature begins\u0001'
export const signatureEnds = '\u0001signature ends\u0001'

/** How clients name the box they put a signature in (Outlook, Apple, 网易, Gmail, QQ and 企业微信, 阿里, Foxmail, Thunderbird …). */
const box =
  /^(?:x_)?(?:Signature|AppleMailSignature|ntes-pcmac-signature|ntes-mailmaster-signature|gmail_signature|xmail_signature|__aliyun_signature_wrap|FoxSign|moz-signature|yahoo-signature|protonmail_signature_block|zmail_signature)$/

export const isSignature = (tag: string, attributes: Attributes): boolean =>
  tag === 'sign' ||
  box.test(attributes.id ?? '') ||
  (attributes.class ?? '').split(/\s/, 8).some((one) => box.test(one))

/** What clients put between a signature and the mail that is answered. */
const older =
  /^>|^[-_—=]{3,}|^(?:发件人|發件人|寄件者|寄件人|from|日期|date)\s*[:：|]|(?:写道|寫道|wrote)\s*[:：]$/i
const lookedAt = 400

/**
 * The lines with `-- ` above each signature that is one: words stand above it, and nothing but an older mail below it.
 * Somebody may write into the box, or go on below it.
 */
export function withSignaturesMarked(lines: readonly string[]): string[] {
  if (!lines.includes(signatureBegins)) return lines.filter((line) => line !== signatureEnds)
  const isWord = (line: string): boolean => line !== '' && !isMark(line)
  const first = lines.findIndex(isWord)
  const endsWell = belowEach(lines)
  return lines
    .map((line, at) =>
      line === signatureBegins && first !== -1 && first < at && endsWell[at] ? '-- ' : line,
    )
    .filter((line) => !isMark(line))
}

const isMark = (line: string): boolean => line === signatureBegins || line === signatureEnds

/** For each line whether only an older mail stands below the end of the signature it is in. */
function belowEach(lines: readonly string[]): boolean[] {
  const found: boolean[] = []
  let next = ''
  let endsWell = false
  for (const [index, line] of lines.toReversed().entries()) {
    if (line === signatureEnds)
      endsWell = next === '' || older.test(next.slice(-lookedAt)) || older.test(next.slice(0, lookedAt))
    else if (line !== '' && line !== signatureBegins) next = line
    found[lines.length - 1 - index] = endsWell
  }
  return found
}
