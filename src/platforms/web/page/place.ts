/** Where a staff member is on the desk, as the address shows it behind `#`. */
export interface Place {
  channel?: string
  ticket?: string
}

/** Reads `#desk/SR20261122003`; `#/SR…` is a ticket without a channel. */
export function parsePlace(hash: string): Place {
  const [channel, ticket] = hash.replace(/^#/, '').split('/').map(decode)
  return { ...(channel ? { channel } : {}), ...(ticket ? { ticket } : {}) }
}

export function formatPlace({ channel = '', ticket }: Place): string {
  return `#${encodeURIComponent(channel)}${ticket ? `/${encodeURIComponent(ticket)}` : ''}`
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
