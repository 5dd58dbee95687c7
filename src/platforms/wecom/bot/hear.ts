import type { Pulled } from '../../platform.ts'
import type { Heard } from './decode.ts'
import { hearPress } from './hear-press.ts'
import { hearWords } from './hear-words.ts'
import { answerFrame, type Stage } from './show.ts'

/** What of a thing heard goes to the house; what does not is answered here. */
export async function hear(
  stage: Stage,
  heard: Exclude<Heard, { kind: 'kicked' }>,
): Promise<Pulled | undefined> {
  if (heard.kind === 'enter') {
    await welcome(stage, heard.reqId)
    return undefined
  }
  await noteChat(stage, heard.chat)
  return heard.kind === 'press' ? await hearPress(stage, heard) : await hearWords(stage, heard)
}

/** WeCom gives nothing twice: whoever wrote what could not be taken is asked to write it again. */
export async function askAgain(stage: Stage, heard: Heard): Promise<void> {
  const { translate, locale } = stage.writing
  if (heard.kind === 'words') await answerFrame(stage, heard.reqId, translate(locale, 'wecom.bot.notKept'))
}

/** Somebody wrote there: from now on the bot may write of itself. */
async function noteChat({ deps }: Stage, { id, kind }: { id: string; kind: string }): Promise<void> {
  const heardAt = deps.now()
  await deps.db.wecomBotChat.upsert({ where: { id }, create: { id, kind, heardAt }, update: { heardAt } })
}

/** Within five seconds of somebody opening the chat. */
async function welcome({ deps, writing, socket }: Stage, reqId: string): Promise<void> {
  const company = deps.site.company.name[writing.locale]
  const content = writing.translate(writing.locale, 'wecom.bot.welcome', { company })
  await socket.request('aibot_respond_welcome_msg', { msgtype: 'text', text: { content } }, reqId)
}
