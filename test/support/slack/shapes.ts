/** An object as Slack writes it in JSON. */
export type Fields = Record<string, unknown>

/** One workspace, and how the app is installed in it. */
export interface Workspace {
  id: string
  name: string
  domain: string
  install?: Install
}

export interface Install {
  botToken: string
  botUserId: string
  botId: string
  scopes: string[]
  /** revoked: tokens_revoked was told; inactive: the app or the workspace was switched off. */
  status: 'active' | 'revoked' | 'inactive'
}

export interface User {
  id: string
  /** The workspace it belongs to. */
  team: string
  name: string
  realName: string
  email?: string
  /** Guests: may be in one channel, or in several. */
  guest?: 'single' | 'several'
  deleted?: boolean
  isBot?: boolean
  locale: string
  image?: string
}

export interface Channel {
  id: string
  name: string
  kind: 'public' | 'private' | 'im'
  /** The workspace it was made in. */
  team: string
  /** The workspaces that share it (Slack Connect); its own among them. */
  teams: string[]
  members: Set<string>
  archived: boolean
  messages: Message[]
  /** What only one person was shown. */
  ephemerals: Message[]
  /** The last ts given here, in microseconds. */
  lastMicros: number
}

export interface Message {
  channel: string
  ts: string
  user: string
  team: string
  text: string
  blocks?: Fields[]
  threadTs?: string
  broadcast?: boolean
  botId?: string
  metadata?: Fields
  files?: string[]
  subtype?: string
  clientMsgId?: string
  editedTs?: string
  /** The emoji, each with those who reacted. */
  reactions: Map<string, Set<string>>
  /** The only person who sees it. */
  onlyFor?: string
  /** The rest of what the app sent with it: unfurl_links, username …. */
  more: Fields
}

export interface View {
  id: string
  team: string
  user: string
  kind: 'modal' | 'home'
  hash: string
  /** As the app gave it. */
  given: Fields
  /** The views below it, the first one first. */
  rootId: string
  previousId: string | null
  /** block_id → action_id → what is chosen or typed. */
  values: Record<string, Record<string, Fields>>
  /** What the last submission was refused for, by block. */
  errors: Record<string, string>
}

export interface SlackFile {
  id: string
  name: string
  mimetype: string
  bytes: Buffer
  user: string
  team: string
  title?: string
  /** Where it is shared. */
  channels: string[]
  /** Put into a form of the app's, which may read it. */
  given?: boolean
  /** Told by files.getUploadURLExternal and not completed yet. */
  pending: boolean
}

/** A press or a command that can open one modal, for three seconds. */
export interface Trigger {
  user: string
  team: string
  bornAt: number
  usedAt?: number
}

/** The address that lets the app answer one interaction. */
export interface ResponseUrl {
  user: string
  channel: string
  /** The message the press was on. */
  ts?: string
  bornAt: number
  uses: number
}

/** A Web API method's refusal: `{ok: false, error: code, …more}`. */
export class Refused extends Error {
  readonly code: string
  readonly more: Fields
  constructor(code: string, more: Fields = {}) {
    super(code)
    this.name = 'Refused'
    this.code = code
    this.more = more
  }
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text under this name, or none. */
export function textIn(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}

/** The text under this name, empty when there is none. */
export const wordIn = (fields: Fields, name: string): string => textIn(fields, name) ?? ''

/** The objects of the list under this name. */
export function listIn(fields: Fields, name: string): Fields[] {
  const value = fields[name]
  return Array.isArray(value) ? value.filter(isFields) : []
}

/** The object under this name, empty when there is none. */
export function fieldsIn(fields: Fields, name: string): Fields {
  const value = fields[name]
  return isFields(value) ? value : {}
}
