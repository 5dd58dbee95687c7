/** One customer at one account of 微信客服: where their messages come from and answers go. */
export interface Place {
  openKfid: string
  customer: string
}

export const conversationOf = ({ openKfid, customer }: Place): string => `kf:${openKfid}:${customer}`

/** The place of a conversation's address; `undefined` where it is none of 微信客服. */
export function placeOf(conversation: string): Place | undefined {
  const [, openKfid, customer] = /^kf:([\w-]{1,64}):([\w-]{1,64})$/.exec(conversation) ?? []
  return openKfid && customer ? { openKfid, customer } : undefined
}
