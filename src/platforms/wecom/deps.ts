import type { Db } from '../../lib/db.ts'
import type { Translate } from '../../lib/i18n.ts'
import type { Log } from '../../lib/log.ts'
import type { ChatHost } from '../host.ts'
import type { WecomApi } from './api.ts'

/** What a callback is signed and encrypted with, as the console shows it. */
export interface CallbackKeys {
  token: string
  /** EncodingAESKey: 43 characters. */
  aesKey: string
}

/** What the environment says of WeCom; a door that is not set is not there. */
export interface WecomSettings {
  corpId: string
  /** The self-built app: its secret is for 微信客服, too. */
  app?: { agentId: number; secret: string; callback?: CallbackKeys | undefined } | undefined
  /** The callback of 微信客服. */
  kf?: (CallbackKeys & { linkKey?: string | undefined }) | undefined
  /** The AI bot (智能机器人) with its long connection. */
  bot?: { id: string; secret: string } | undefined
}

/** What the WeCom platform needs from outside. */
export interface WecomDeps {
  db: Db
  now: () => Date
  translate: Translate
  log: Log
  fetch: typeof fetch
  /** Waits; ends early, and quietly, at the signal. */
  pause: (ms: number, signal?: AbortSignal) => Promise<unknown>
  /** 32 random bytes as text that stands in a URL. */
  randomToken: () => string
  host: ChatHost
  settings: WecomSettings
  site: WecomSite
  /** WeCom's addresses, without a trailing slash. */
  urls: { api: string; socket: string }
  /** Tells the desk of a customer who can soon not be written to any more. */
  tellWindow: (news: WindowNews) => Promise<void>
  /** Tells the administrators that another program connected as our bot. */
  tellKicked: () => Promise<void>
}

/** The same with the API opened on it. */
export interface OpenDeps extends WecomDeps {
  /** Calls with the self-built app's token. */
  api: WecomApi
}

/** What the desk is, to those who read its messages. */
export interface WecomSite {
  publicUrl: string
  company: { name: Record<'zh-CN' | 'en', string>; phone?: string | undefined; locale: 'zh-CN' | 'en' }
  /** The opening hours as people say them. */
  hours: string
  /** 32 bytes that sign links. */
  key: Buffer
}

/** A conversation that closes soon: by time (48 hours) or by number (5 messages to each of the customer's). */
export interface WindowNews {
  conversation: string
  why: 'time' | 'count'
  /** When it closes by time. */
  closesAt: Date
  /** Messages that may still go. */
  left: number
}
