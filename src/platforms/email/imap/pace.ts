/** How fast things are done and how long they are waited for; all in milliseconds but the bytes and counts. */
export interface Pace {
  /** Every folder is looked into this often, whatever IDLE says. */
  pollMs: number
  /** How often it is looked which mailboxes there are. */
  lookMs: number
  /** Until the connection stands, encryption included. */
  connectMs: number
  /** Until the server greets. */
  greetingMs: number
  /** A socket that says nothing for so long while something is asked is dead. Longer than `pollMs`: the library takes an idling one for dead at the second time. */
  silentMs: number
  /** To open a folder: an IDLE that was never granted holds up what follows it for ever, and no socket falls silent. */
  openMs: number
  /** One command, however busily its answer drips in. */
  commandMs: number
  /** How long a goodbye may take. */
  endMs: number
  /** The first pause after a failure; each next one is twice as long. */
  retryMs: number
  /** The longest. */
  retryMostMs: number
  /** After what only a person can mend, such as a wrong password: servers lock out those who insist. */
  retryByPersonMs: number
  /** When mails that could not be fetched are asked for again. */
  retrySkippedMs: number
  leaseMs: number
  renewMs: number
  askLeaseMs: number
  /** Mails and bytes fetched and recorded at once. */
  batchMails: number
  batchBytes: number
  /** Of a mail larger than this only the first `largeStart` bytes are fetched. */
  largeBytes: number
  largeStart: number
}

const second = 1000
const minute = 60 * second
const megabyte = 1024 * 1024

export const usualPace: Pace = {
  pollMs: minute,
  lookMs: 10 * second,
  connectMs: 30 * second,
  greetingMs: 20 * second,
  silentMs: 90 * second,
  openMs: 2 * minute,
  commandMs: 10 * minute,
  endMs: 2 * second,
  retryMs: second,
  retryMostMs: 5 * minute,
  retryByPersonMs: 15 * minute,
  retrySkippedMs: 30 * minute,
  leaseMs: 30 * second,
  renewMs: 10 * second,
  askLeaseMs: 5 * second,
  batchMails: 50,
  batchBytes: 8 * megabyte,
  largeBytes: 50 * megabyte,
  largeStart: megabyte,
}
