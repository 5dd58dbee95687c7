import type { OutboundMessage } from '../platform.ts'
import type { Caller } from './call.ts'
import type { Author } from './write/message.ts'

export interface AuthorOptions {
  caller: Caller
  now: () => Date
  /** The Slack account of somebody who works here, by the name that customers read; `undefined` where they have none. */
  accountOf?: ((name: string) => Promise<string | undefined>) | undefined
}

const freshMs = 6 * 3_600_000
const mostKept = 500

/** Who is shown above what customers are told: the agent with their picture, else the bot by its name. */
export function createAuthors({ caller, now, accountOf }: AuthorOptions) {
  const pictures = new Map<string, { picture: string | undefined; until: number }>()
  const ask = async (team: string | undefined, name: string): Promise<string | undefined> => {
    const user = await accountOf?.(name)
    if (user === undefined) return undefined
    const answer = await caller.call(team, 'users.info', { user })
    return answer.user?.profile?.image_72 ?? answer.user?.profile?.image_48
  }
  return async (team: string | undefined, author: OutboundMessage['author']): Promise<Author> => {
    const { name, kind } = author
    if (kind !== 'agent') return { name }
    const key = `${team ?? ''} ${name}`
    const known = pictures.get(key)
    if (known && known.until > now().getTime()) return { name, picture: known.picture }
    // A picture is no reason to keep anybody waiting for an answer: without one there is the name.
    const picture = await ask(team, name).catch(() => undefined)
    pictures.delete(key)
    pictures.set(key, { picture, until: now().getTime() + freshMs })
    const [oldest] = pictures.keys()
    if (pictures.size > mostKept && oldest !== undefined) pictures.delete(oldest)
    return { name, picture }
  }
}
