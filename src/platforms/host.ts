import type { Locale } from '../lib/i18n.ts'
import type { Card, CardState } from './card.ts'
import type { OpenedFile } from './platform.ts'

/**
 * What a chat platform (Slack, DingTalk, WeCom) asks the house for; the app gives the answers. Accounts, channels and
 * addresses are the platform's own ids, as they stand in the playbook and on inbound things.
 */
export interface ChatHost {
  /** The channels of staff on this platform: the desk's, departments', supervisors', administrators'. */
  channels: ReadonlySet<string>
  /** Whether an account is that of somebody who works here now. */
  isStaff(account: string): Promise<boolean>
  /** A card as it was last sent to an address: what its buttons and forms are made from. */
  card(to: string, key: string): Promise<Card | undefined>
  /** The card behind the platform's own id of a message at an address. */
  cardAt(to: string, externalId: string): Promise<Card | undefined>
  /** What somebody who works here has to do today; `undefined` for anybody else. */
  home(account: string, locale: Locale): Promise<Home | undefined>
  /** A file of any platform: what is added to a reply. */
  openFile(ref: string): Promise<OpenedFile | undefined>
}

/** The front page of somebody who works here. */
export interface Home {
  name: string
  /** Theirs, the nearest deadline first; at most twenty. */
  mine: HomeTicket[]
  /** Nobody's yet, in their departments; at most twenty. */
  unclaimed: HomeTicket[]
  /** How many of both are past their deadline or will be within the hour. */
  due: number
  /** Today's figures of what they may read, translated. */
  figures: { label: string; value: string }[]
}

/** A ticket as a line. */
export interface HomeTicket {
  number: string
  title: string
  state: CardState
  customer: string
  /** Its nearest running deadline; the value is phrased: 剩 25 分钟 · 今天 17:30. */
  deadline?: { label: string; value: string; due: string }
  /** Where its card stands on this platform, if it does. */
  shown?: { channel: string; externalId: string }
}
