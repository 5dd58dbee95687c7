/** Every address the pages ask; the server answers them as `../api.ts` describes. */
export const addresses = {
  /** The one door for what people do: `Said` in, `Heard` out. */
  door: '/webhooks/web',

  visitor: '/api/chat/visitor',
  visitorMe: '/api/chat/me',
  visitorProfile: '/api/chat/profile',
  visitorPosts: (before?: string) => withQuery('/api/chat/posts', { before }),
  visitorStream: (since?: string) => withQuery('/api/chat/stream', { since }),
  visitorRead: '/api/chat/read',
  visitorLook: '/api/chat/look',
  visitorTyping: '/api/chat/typing',
  visitorFiles: '/api/chat/files',

  me: '/api/desk/me',
  posts: (channel: string, before?: string) =>
    withQuery(`/api/desk/channels/${encodeURIComponent(channel)}/posts`, { before }),
  read: (channel: string) => `/api/desk/channels/${encodeURIComponent(channel)}/read`,
  stream: (since?: string) => withQuery('/api/desk/stream', { since }),
  typing: '/api/desk/typing',
  ticket: (number: string) => `/api/desk/tickets/${encodeURIComponent(number)}`,
  search: (q: string) => withQuery('/api/desk/search', { q }),
  locale: '/api/desk/locale',
  password: '/api/desk/password',
  deskFiles: '/api/desk/files',
  signOut: '/api/desk/sign-out',

  signIn: '/api/sign-in',
  signInByLink: '/api/sign-in/link',
  demoSeats: '/api/demo/seats',

  system: '/api/admin/system',
  staff: '/api/admin/staff',
  closeStaff: (id: string) => `/api/admin/staff/${encodeURIComponent(id)}/close`,
  linkForStaff: (id: string) => `/api/admin/staff/${encodeURIComponent(id)}/link`,
  retryDelivery: (id: string) => `/api/admin/deliveries/${encodeURIComponent(id)}/retry`,
  retryArrival: '/api/admin/arrivals/retry',
  endDemo: '/api/admin/demo/end',
  mail: '/api/admin/mail',
  mailPreset: (address: string) => withQuery('/api/admin/mail/preset', { address }),
  saveMailbox: '/api/admin/mail/save',
  examineMailbox: '/api/admin/mail/examine',
  closeMailbox: (id: string) => `/api/admin/mail/boxes/${encodeURIComponent(id)}/close`,
  mailToken: (id: string) => `/api/admin/mail/boxes/${encodeURIComponent(id)}/token`,
  takeMail: (id: string) => `/api/admin/mail/mails/${encodeURIComponent(id)}/take`,
  readMailsAgain: '/api/admin/mail/mails/read-again',
}

/** The address with those values that are given. */
export function withQuery(address: string, values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((one): one is [string, string] => one[1] !== undefined)
  if (given.length === 0) return address
  const mark = address.includes('?') ? '&' : '?'
  return `${address}${mark}${given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}
