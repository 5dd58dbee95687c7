import { isGuest, type SayMeans, say } from './say.ts'
import { titleOf } from './send-steps.ts'
import { chunksOf } from './write/chunks.ts'

/** Says something in Markdown to one person alone; nothing to somebody who cannot be reached so. */
export async function tell(means: SayMeans, account: string, text: string): Promise<void> {
  if (isGuest(account)) return
  const place = { kind: 'person' as const, account, id: account }
  for (const chunk of chunksOf(text))
    await say(means, place, { kind: 'markdown', title: titleOf(chunk), text: chunk })
}
