import { messageOf, PlatformError } from '../../../lib/errors.ts'
import type { Pulled } from '../../platform.ts'
import type { OpenDeps } from '../deps.ts'
import type { Writing } from '../write/card.ts'
import type { Bell } from './bell.ts'
import { keepConnected } from './connection.ts'
import { decode } from './decode.ts'
import { forgetOld } from './forget.ts'
import type { Frame } from './frame.ts'
import { askAgain, hear } from './hear.ts'
import type { BotPace } from './pace.ts'
import { type Push, settlePush, takePushes } from './push-queue.ts'
import { createQuota } from './quota.ts'
import { type Stage, show } from './show.ts'
import { createSlots } from './slots.ts'
import type { BotSocket } from './socket.ts'

export interface Holding {
  deps: OpenDeps
  bot: { id: string; secret: string }
  writing: Writing
  pace: BotPace
  /** Rings when this process has something to send. */
  bell: Bell
  /** Hands on what came in. */
  give: (pulled: Pulled) => void
}

const atOnce = 20

/** Holds the bot's connection until the signal: hears what comes, sends what any process left to be sent. */
export async function hold(holding: Holding, signal: AbortSignal): Promise<void> {
  const { deps, bot, pace } = holding
  const quota = createQuota()
  const stages = new Map<BotSocket, Stage>()
  const stageOf = (socket: BotSocket): Stage => {
    const known = stages.get(socket)
    if (known) return known
    const stage = { deps, writing: holding.writing, socket, slots: createSlots(), quota, pace }
    stages.set(socket, stage)
    void socket.ended.then(() => stages.delete(socket))
    return stage
  }
  const forgetting = forgetOld(deps, signal)
  const sending = new Set<Promise<void>>()
  await keepConnected(
    { log: deps.log, pause: deps.pause, chance: () => chance(deps), tellKicked: () => tellKicked(deps) },
    {
      url: deps.urls.socket,
      bot,
      pace,
      freshId: deps.randomToken,
      onFrame: (socket, frame) => onFrame(holding, stageOf(socket), frame),
      onChange: (socket) => {
        if (!socket) return
        const turn = sendWaiting(holding, stageOf(socket), signal).finally(() => sending.delete(turn))
        sending.add(turn)
      },
    },
    signal,
  )
  await Promise.allSettled([...sending, forgetting])
}

/** From 0 to 1. */
const chance = ({ randomToken }: OpenDeps): number =>
  Buffer.from(randomToken(), 'base64url').readUInt16BE() / 0x1_00_00

function onFrame({ deps, give }: Holding, stage: Stage, frame: Frame): void {
  const heard = decode(frame)
  if (!heard) return
  if (heard.kind === 'kicked') {
    stage.socket.end('kicked')
    return
  }
  hear(stage, heard).then(
    (pulled) => pulled && give(pulled),
    (error: unknown) => {
      deps.log.error({ platform: 'wecom', error: messageOf(error) }, 'Not heard')
      // Where that fails, too, the connection is gone.
      askAgain(stage, heard).catch(() => undefined)
    },
  )
}

/** For those who run the desk. */
function tellKicked({ log, translate, site, tellKicked: tell }: OpenDeps): void {
  log.error({ platform: 'wecom' }, translate(site.company.locale, 'wecom.bot.kicked'))
  tell().catch((error: unknown) =>
    log.warn({ platform: 'wecom', error: messageOf(error) }, 'The administrators could not be told'),
  )
}

/** Sends what waits, each chat in order, until the connection ends. */
async function sendWaiting({ deps, pace, bell }: Holding, stage: Stage, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  void stage.socket.ended.then(() => over.abort())
  const stopped = AbortSignal.any([signal, over.signal])
  while (!stopped.aborted) {
    const waiting = await takePushes(deps, atOnce).catch((error: unknown): Push[] => {
      deps.log.warn({ platform: 'wecom', error: messageOf(error) }, 'What waits could not be read')
      return []
    })
    const chats = new Map<string, Push[]>()
    for (const push of waiting) chats.set(push.address, [...(chats.get(push.address) ?? []), push])
    await Promise.all([...chats.values()].map((pushes) => sendInOrder(stage, pushes, stopped)))
    if (waiting.length === 0) await bell.wait(pace.lookMs, stopped)
  }
}

async function sendInOrder(stage: Stage, pushes: readonly Push[], stopped: AbortSignal): Promise<void> {
  const { deps } = stage
  for (const push of pushes) {
    try {
      if (stopped.aborted)
        throw new PlatformError('unreachable', 'the connection ended', { retryAfterMs: 500 })
      await settlePush(deps, push.id, { externalId: await show(stage, push) })
    } catch (error) {
      const failed = error instanceof PlatformError ? error : new PlatformError('uncertain', messageOf(error))
      await settlePush(deps, push.id, failed).catch((lost: unknown) =>
        deps.log.warn(
          { platform: 'wecom', error: messageOf(lost) },
          'What became of a message could not be kept',
        ),
      )
    }
  }
}
