/**
 * Somewhere on Slack: a channel (`C…`, `G…`), a direct message (`D…`) or a person (`U…`, `W…`), a thread in it, and the
 * workspace where it is not the only one.
 */
export interface Place {
  team?: string
  channel: string
  /** The `ts` of the message the thread hangs from. */
  thread?: string
}

const pattern = /^(?:([TE][A-Z0-9]+)\/)?([A-Z][A-Z0-9]+)(?::(\d+\.\d+))?$/

/** Reads an address as it stands in the playbook or in a conversation: `C1`, `U1`, `D1`, `C1:1763770000.000100`, `T1/C1`. */
export function readPlace(id: string): Place | undefined {
  const [, team, channel, thread] = pattern.exec(id) ?? []
  return channel === undefined
    ? undefined
    : { channel, ...(team === undefined ? {} : { team }), ...(thread === undefined ? {} : { thread }) }
}

/** The address of a place; `readPlace` reads it. */
export const placeId = ({ team, channel, thread }: Place): string =>
  `${team === undefined ? '' : `${team}/`}${channel}${thread === undefined ? '' : `:${thread}`}`

/** Our id of a message: a `ts` is unique within its channel only, and a person's channel is not their id. */
export const messageId = (channel: string, ts: string): string => `${channel}:${ts}`

/** The channel and `ts` behind our id of a message. */
export function readMessageId(id: string): { channel: string; ts: string } | undefined {
  const place = readPlace(id)
  return place?.thread === undefined ? undefined : { channel: place.channel, ts: place.thread }
}

/** Where a browser or the app opens a message; `workspaceUrl` is the `url` of auth.test. */
export const linkTo = (workspaceUrl: string, { channel, ts }: { channel: string; ts: string }): string =>
  `${workspaceUrl.replace(/\/+$/, '')}/archives/${channel}/p${ts.replace('.', '')}`
