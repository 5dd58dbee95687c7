import { randomBytes } from 'node:crypto'
import { encrypt, getSignature } from '@wecom/crypto'
import type { WebhookRequest } from '../../../src/platforms/platform.ts'
import type { CallbackKeys } from '../../../src/platforms/wecom/deps.ts'
import type { Organisation } from './organisation.ts'

export interface Written {
  path: string
  keys: CallbackKeys
  /** The decrypted XML. */
  xml: string
  /** Another instant than now, in seconds. */
  timestamp?: number
  corpId?: string
}

/** A callback as WeCom makes it, encrypted and signed by its own package. */
export function callbackRequest(
  { clock, settings }: Organisation,
  { path, keys, xml, timestamp, corpId }: Written,
): WebhookRequest {
  const encrypted = encrypt(keys.aesKey, xml, corpId ?? settings.corpId, randomBytes(16))
  return {
    method: 'POST',
    url: signedUrl(path, keys, { encrypted, timestamp: timestamp ?? Math.floor(clock.at.getTime() / 1000) }),
    headers: { 'content-type': 'text/xml' },
    body: Buffer.from(
      `<xml><ToUserName><![CDATA[${settings.corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[]]></AgentID></xml>`,
    ),
    ip: '127.0.0.1',
  }
}

/** The console's question whether somebody is there. */
export function echoRequest(
  { clock, settings }: Organisation,
  { path, keys }: Pick<Written, 'path' | 'keys'>,
  said: string,
): WebhookRequest {
  const encrypted = encrypt(keys.aesKey, said, settings.corpId, randomBytes(16))
  const url = signedUrl(path, keys, { encrypted, timestamp: Math.floor(clock.at.getTime() / 1000) })
  return {
    method: 'GET',
    url: `${url}&echostr=${encodeURIComponent(encrypted)}`,
    headers: {},
    body: Buffer.alloc(0),
    ip: '127.0.0.1',
  }
}

function signedUrl(
  path: string,
  { token }: CallbackKeys,
  { encrypted, timestamp }: { encrypted: string; timestamp: number },
): string {
  const nonce = randomBytes(5).toString('hex')
  const signature = getSignature(token, String(timestamp), nonce, encrypted)
  return `/webhooks/wecom/${path}?${new URLSearchParams({ msg_signature: signature, timestamp: String(timestamp), nonce }).toString()}`
}
