const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** True for an id of ours as the database writes it. */
export const isUuid = (text: string): boolean => uuid.test(text)

/** The room a visitor and the desk talk in. */
export const visitorRoom = (visitorId: string): string => `visitor:${visitorId}`

/** The room of a channel of staff. */
export const channelRoom = (channelId: string): string => `channel:${channelId}`

/** Where a member's files lie until they are sent. */
export const accountRoom = (accountId: string): string => `account:${accountId}`

/** The visitor whose room this is; undefined for a channel's. */
export const visitorOf = (room: string): string | undefined =>
  room.startsWith('visitor:') ? room.slice('visitor:'.length) : undefined
