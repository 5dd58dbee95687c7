import type { Db } from '../../lib/db.ts'
import type { Translate } from '../../lib/i18n.ts'
import type { Log } from '../../lib/log.ts'
import type { ChatHost } from '../host.ts'

/** What the DingTalk platform needs from outside. */
export interface DingtalkDeps {
  db: Db
  now: () => Date
  translate: Translate
  log: Log
  fetch: typeof fetch
  /** 32 random bytes as text that stands in a URL. */
  randomToken: () => string
  /** Waits for so many milliseconds of the held clock, or until the signal, and never throws. */
  pause: (ms: number, signal?: AbortSignal) => Promise<unknown>
  host: ChatHost
  site: DingtalkSite
  settings: DingtalkSettings
  /** Whom a reminder of a ticket is for that is shown in a channel, while they are on duty. */
  holder?: (ticket: string, channel: string) => Promise<Mention | undefined>
}

/** Somebody who is mentioned with @. */
export interface Mention {
  account: string
  name: string
}

/** What the desk is, to those who meet it in DingTalk. */
export interface DingtalkSite {
  /** Where browsers reach the desk, without a trailing slash. */
  publicUrl: string
  company: { name: Record<'zh-CN' | 'en', string>; phone?: string | undefined; locale: 'zh-CN' | 'en' }
  /** 32 bytes that seal credentials and sign links; the same on every machine. */
  key: Buffer
}

/** The app, as the developer console has it */
export interface DingtalkSettings {
  /** Client ID, once AppKey. */
  clientId: string
  /** Client Secret, once AppSecret. */
  clientSecret: string
  /** The robot's own code; the client id where nothing is said. */
  robotCode: string
  mode: 'stream' | 'http'
  /** Without a trailing slash: https://api.dingtalk.com, or https://api.dingtalk.io for international organisations. */
  apiUrl: string
  /** The older API (users by mobile number, media): https://oapi.dingtalk.com. */
  oapiUrl: string
  /** Own templates of the card editor; those of the public ones where nothing is said. */
  templates: DingtalkTemplates
  /** For pushes and callbacks over HTTP: the token and key typed into the console */
  push: { token: string; aesKey: string } | undefined
  /** Set where cards call back over HTTP. */
  callbackRouteKey?: string
  /** Calls of the OpenAPI the organisation may make in a month; 10,000 where nothing is said. */
  monthlyCalls?: number
  /** How an escalation of something critical may ring, level by level; not at all where nothing is said. */
  ding?: { levels: ('app' | 'sms' | 'phone')[] }
}

/** `none`: the text path, for organisations in which no template may be used. */
export type DingtalkTemplates =
  | { kind: 'public' }
  | { kind: 'none' }
  | { kind: 'own'; ids: Partial<Record<'suggestion' | 'ticket' | 'reminder' | 'survey', string>> }
