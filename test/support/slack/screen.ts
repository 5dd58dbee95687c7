import type { Message } from './shapes.ts'
import { getChannel, type World } from './world.ts'

/** What everybody sees. */
export interface Screen {
  /** What is said in a channel, oldest first, threads among it. */
  messages(channel: string): Message[]
  /** A message and what was answered in its thread. */
  thread(message: Message): Message[]
  /** The last message of a channel. */
  last(channel: string): Message
}

export function createScreen(world: World): Screen {
  const messages = (channel: string): Message[] => getChannel(world, channel).messages
  return {
    messages,
    thread: ({ channel, ts }) => messages(channel).filter((one) => one.ts === ts || one.threadTs === ts),
    last(channel) {
      const message = messages(channel).at(-1)
      if (!message) throw new Error(`nobody said anything in ${channel}`)
      return message
    },
  }
}
