import { BadInputError, ForbiddenError } from '../../lib/errors.ts'
import type { WebhookRequest } from '../platform.ts'
import { decrypt, isSigned, type Plain } from './crypt.ts'
import type { CallbackKeys, WecomDeps } from './deps.ts'
import { parseXml, textOf } from './xml.ts'

/** What a callback brings: the console's question whether we are here, or something that happened. */
export type Callback = { kind: 'echo'; text: string } | { kind: 'happening'; xml: Record<string, unknown> }

const windowMs = 5 * 60_000
const mostBytes = 1024 * 1024

/**
 * Verifies and decrypts one callback. Throws ForbiddenError where it is not WeCom's, or older or newer than five
 * minutes; BadInputError where it cannot be read. Within those minutes the same one may come again: what it brings has
 * ids of its own, by which it counts once. https://developer.work.weixin.qq.com/document/path/90930
 */
export function readCallback(
  { settings, now }: Pick<WecomDeps, 'settings' | 'now'>,
  keys: CallbackKeys,
  request: WebhookRequest,
): Callback {
  const query = new URL(request.url, 'http://desk').searchParams
  const timestamp = query.get('timestamp') ?? ''
  if (Math.abs(Number(timestamp) * 1000 - now().getTime()) > windowMs || !/^\d{1,12}$/.test(timestamp))
    throw new ForbiddenError('the callback is too old, or the clock of this machine is wrong')
  if (request.body.length > mostBytes) throw new BadInputError('the callback is too large')
  const encrypted =
    request.method === 'GET'
      ? (query.get('echostr') ?? '')
      : textOf(parseXml(request.body.toString('utf8')), 'Encrypt')
  const signed = { timestamp, nonce: query.get('nonce') ?? '', encrypted }
  if (!isSigned(keys.token, signed, query.get('msg_signature') ?? ''))
    throw new ForbiddenError('the signature of the callback is wrong')
  const { text } = forUs(decrypt(keys.aesKey, encrypted), settings.corpId)
  return request.method === 'GET' ? { kind: 'echo', text } : { kind: 'happening', xml: parseXml(text) }
}

function forUs(plain: Plain, corpId: string): Plain {
  if (plain.receiver !== corpId) throw new ForbiddenError('the callback is for another company')
  return plain
}
