/** How a connection is kept from being read by others; `none` is for a server on this machine. */
export type Security = 'tls' | 'starttls' | 'none'

export interface ImapSettings {
  host: string
  port: number
  security: Security
  user: string
  /** Names as people see them (收件箱), not as the protocol encodes them. */
  folders: string[]
  /** Mails that arrived before this instant (ISO) are left alone when a folder is read for the first time. */
  since: string
}

export interface SmtpSettings {
  host: string
  port: number
  security: Security
  user: string
}

/** How one signs in: a password (of 163 and QQ an authorisation code), or OAuth 2 where passwords are gone. */
export type Credentials = { kind: 'password'; password: string } | OAuth

export interface OAuth {
  kind: 'oauth'
  clientId: string
  clientSecret: string
  /** As it was typed, or what the server gave in its place since. */
  refreshToken: string
  /** SHA-256 of the refresh token that was typed: other credentials have another one, however often the server gives a new token. */
  typed?: string | undefined
  tokenUrl: string
}

/** What makes credentials these: a refresh token is replaced by its server, now and then or each time, and they stay the same. */
export function identityOf(credentials: Credentials): string {
  if (credentials.kind === 'password') return JSON.stringify(['password', credentials.password])
  const { clientId, clientSecret, tokenUrl, typed } = credentials
  return JSON.stringify(['oauth', clientId, clientSecret, tokenUrl, typed])
}

/** A mailbox as everything below works with it; its credentials are open and stay in memory. */
export interface Mailbox {
  id: string
  /** Lower case. */
  address: string
  aliases: string[]
  /** Who answers are from. */
  name: string
  imap: ImapSettings | undefined
  smtp: SmtpSettings | undefined
  credentials: Credentials | undefined
  /** Names of receiving servers whose Authentication-Results are believed. */
  trusted: string[]
}

/** What of a mailbox counts for a mail that came there; nothing of it is sealed. */
export type Receiver = Pick<Mailbox, 'id' | 'address' | 'aliases' | 'trusted'>

/** Every address of the mailbox itself: mail from there is our own. */
export const ownAddresses = ({ address, aliases }: Pick<Mailbox, 'address' | 'aliases'>): string[] => [
  address,
  ...aliases,
]
