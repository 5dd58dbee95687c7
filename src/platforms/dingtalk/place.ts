/** Where something is said: a group (to one of its members), or a chat of one person with the robot. */
export type Place = { kind: 'group'; group: string; member?: string } | { kind: 'person'; account: string }

// Neither conversation ids (cid… in base64) nor user ids have it in them.
const between = '|'

/** The address of a customer: their account in a chat of two, the group and who they are there. */
export const addressOf = (place: Place): string =>
  place.kind === 'person'
    ? place.account
    : place.member === undefined
      ? place.group
      : `${place.group}${between}${place.member}`

/** Reads an address: of staff channels (`channels`), of customers, of one person. */
export function placeOf(address: string, channels: ReadonlySet<string>): Place {
  const at = address.indexOf(between)
  if (at >= 0) return { kind: 'group', group: address.slice(0, at), member: address.slice(at + 1) }
  return channels.has(address) ? { kind: 'group', group: address } : { kind: 'person', account: address }
}
