import type { Locale } from '../../lib/i18n.ts'
import type { OpenedFile } from '../platform.ts'
import type { ChannelView, FoundTicket, NewStaff, SystemView, TicketPanel } from './api.ts'
import type { MailHost } from './mail-host.ts'

/** Who an account is in the house. */
export interface Member {
  workNo: string
  name: string
  roles: string[]
  /** The channels this member may read and write. */
  channels: MemberChannel[]
}

export interface MemberChannel {
  /** The playbook's channel id: where messages to the channel are addressed. */
  id: string
  name: string
  kind: ChannelView['kind']
}

/**
 * What the web platform asks the house for; the app gives the answers. Every
 * question names the account that asks, and the house decides what it may know
 * or do: it throws ForbiddenError or NotFoundError with a message fit to be shown.
 */
export interface WebHost extends MailHost {
  /** Undefined when the account belongs to nobody who works here (any more). */
  member(accountId: string, locale: Locale): Promise<Member | undefined>
  /** `room` is the conversation's id on this platform: the visitor's id. */
  ticket(accountId: string, number: string, locale: Locale): Promise<TicketPanel>
  search(accountId: string, words: string, locale: Locale): Promise<FoundTicket[]>
  /** Whether the account may see the matter this visitor (by id) is writing about now. */
  mayReadRoom(accountId: string, visitor: string): Promise<boolean>
  /** Whether the account may see a ticket in which this file (by its address here) was sent. */
  mayReadFile(accountId: string, ref: string): Promise<boolean>
  /** A file that came by another platform, opened by this account; `undefined` where nobody knows it. */
  openFile(accountId: string, ref: string): Promise<OpenedFile | undefined>
  /** What a customer is told before they send this text; undefined where nothing speaks against it. */
  warning(text: string, locale: Locale): string | undefined
  system(accountId: string, locale: Locale): Promise<SystemView>
  addStaff(accountId: string, staff: NewStaff): Promise<{ link: string }>
  closeStaff(accountId: string, staffId: string): Promise<void>
  /** A new one-time sign-in link for a staff member. */
  linkFor(accountId: string, staffId: string): Promise<{ link: string }>
  retryDelivery(accountId: string, id: string): Promise<void>
  retryArrival(accountId: string, arrival: { platform: string; id: string }): Promise<void>
  /** Turns the demonstration into a real, empty desk; the link is its first administrator's. */
  endDemo(accountId: string): Promise<{ link: string }>
  /** The seats of the page that shows everybody side by side; asked only while this is the demonstration. */
  demoSeats(): Promise<{ seat: string; name: string; accountId: string }[]>
}
