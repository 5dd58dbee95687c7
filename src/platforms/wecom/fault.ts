import { PlatformError } from '../../lib/errors.ts'
import type { WecomDeps } from './deps.ts'

// https://developer.work.weixin.qq.com/document/path/90313

/** What is to be done about an answer: try again, get a new token, have somebody mend the set-up, give up, or nothing: it was done before. */
export type FaultClass = 'retry' | 'token' | 'setup' | 'refused' | 'uncertain' | 'repeated'

const classes: Record<number, FaultClass> = {
  [-1]: 'retry',
  45009: 'retry',
  45033: 'retry',
  40014: 'token',
  41001: 'token',
  42001: 'token',
  40001: 'setup',
  40013: 'setup',
  48002: 'setup',
  60020: 'setup',
  60030: 'setup',
  95000: 'setup',
  95004: 'setup',
  95011: 'setup',
  95017: 'setup',
}

const waits: Record<number, number> = { [-1]: 2_000, 45009: 60_000, 45033: 2_000 }
/** So often somebody may have mended it. */
const setupWaitMs = 60_000

/** A call that WeCom did not do as asked, in words that name the thing and the remedy. */
export class WecomError extends Error {
  override name = 'WecomError'
  /** 0 where there was no answer. */
  readonly errcode: number
  readonly fault: FaultClass
  constructor(errcode: number, fault: FaultClass, message: string) {
    super(message)
    this.errcode = errcode
    this.fault = fault
  }
}

const classOf = (errcode: number): FaultClass => classes[errcode] ?? 'refused'

/** The error for an errcode; `errmsg` is WeCom's own, which may name the address it saw. */
export function answered(
  { translate, site }: Pick<WecomDeps, 'translate' | 'site'>,
  { errcode, errmsg, path }: { errcode: number; errmsg: string; path: string },
): WecomError {
  const { locale } = site.company
  const ip = /from ip: ([\d.a-f:]+)/i.exec(errmsg)?.[1] ?? '?'
  const values = { errcode, path, ip }
  const text = worded.has(errcode)
    ? translate(locale, `wecom.errcode.${errcode === -1 ? 'busy' : errcode}`, values)
    : translate(locale, 'wecom.errcode.other', {
        ...values,
        said: errmsg.slice(0, 80).replaceAll(/\s+/g, ' '),
      })
  return new WecomError(errcode, isRepeated(path, errmsg) ? 'repeated' : classOf(errcode), text)
}

/**
 * A msgid of ours that the account has already: an error, says the page without naming its code; ours are well-formed,
 * so that no other is about them. https://developer.work.weixin.qq.com/document/path/94677
 */
const isRepeated = (path: string, errmsg: string): boolean =>
  path === 'kf/send_msg' && /msg_?id/i.test(errmsg)

const worded = new Set([
  -1, 40001, 40013, 40014, 41001, 42001, 40058, 45002, 45009, 45033, 48002, 60011, 60020, 60030, 81013, 93000,
  95000, 95001, 95002, 95004, 95007, 95011, 95013, 95014, 95016, 95017, 95018,
])

/** What the outbox is told of it. */
export function asPlatformError(error: unknown): PlatformError {
  if (error instanceof PlatformError) return error
  if (!(error instanceof WecomError)) throw error
  const { fault, errcode, message } = error
  if (fault === 'refused' || fault === 'repeated')
    return new PlatformError('refused', message, { cause: error })
  if (fault === 'uncertain') return new PlatformError('uncertain', message, { cause: error })
  const retryAfterMs = waits[errcode] ?? (fault === 'setup' ? setupWaitMs : 2_000)
  return new PlatformError('unreachable', message, { cause: error, retryAfterMs })
}
