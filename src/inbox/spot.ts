import type { Address, InboundTalk } from '../platforms/platform.ts'

/** Said to the bot alone: nobody else reads the answer. */
export const isDirect = ({ channel, by }: InboundTalk): boolean => channel === by

/** Said in this channel. */
export const isAt = ({ platform, channel }: InboundTalk, there: Address): boolean =>
  there.platform === platform && there.id === channel
