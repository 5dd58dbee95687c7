/** A chat of the bot as an address: `bot:<chatid>` for a group, the member's userid for a person. */
export const addressOf = (chat: { id: string; kind: 'group' | 'single' }): string =>
  chat.kind === 'group' ? `bot:${chat.id}` : chat.id

/** The chat of an address, as the bot's connection names it: chat_type 1 is a person, 2 a group. */
export const chatOf = (address: string): { chatid: string; chat_type: 1 | 2 } =>
  address.startsWith('bot:') ? { chatid: address.slice(4), chat_type: 2 } : { chatid: address, chat_type: 1 }
