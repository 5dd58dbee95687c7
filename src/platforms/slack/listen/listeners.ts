import type { App } from '@slack/bolt'
import type { z } from 'zod'
import { turnOf } from '../door/exchange.ts'
import type { Ack, Turn } from '../door/turn.ts'
import { type Ears, hear } from '../hear.ts'
import { commandShape, messageShape, pressShape, shortcutShape, submissionShape } from '../read/shapes.ts'
import { whoseOf } from '../workspaces/whose.ts'
import { apologize } from './apology.ts'
import { hearNews, newsKinds, newsShape } from './channel-news.ts'
import { command, shortcut } from './command.ts'
import { type ListenDesk, personOf } from './desk.ts'
import { showHome } from './home.ts'
import { press } from './press.ts'
import { react, reactionShape } from './reaction.ts'
import { submit } from './submit.ts'
import { answerTalk } from './talk-answer.ts'

type Context = Record<string, unknown>

const word = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const earsOf = ({ team, botUserId }: Context): Ears => ({ team: word(team), botUser: word(botUserId) })

/** Everything that is listened for. What matches no listener is acknowledged with a warning (door/exchange.ts). */
export const listenWith =
  (desk: ListenDesk) =>
  (app: App): void => {
    events(app, desk)
    interactions(app, desk)
  }

function events(app: App, desk: ListenDesk): void {
  for (const type of ['message', 'app_mention'] as const)
    app.event(type, async ({ event, context }) => {
      const turn = turnOf(context)
      const inbound = await hear(desk.hearing, earsOf(context), messageShape.parse(event))
      const outcomes = await turn.hand(inbound)
      for (const [nth, outcome] of outcomes.entries())
        answerTalk(desk, earsOf(context), inbound[nth], outcome)
    })
  app.event('reaction_added', async ({ event, context }) =>
    react(desk, earsOf(context), reactionShape.parse(event), turnOf(context)),
  )
  app.event('app_home_opened', async ({ event, context }) => {
    turnOf(context).none()
    if (event.tab === 'messages') return
    desk.later('home', async () => showHome(desk, await personOf(desk, earsOf(context), event.user)))
  })
  for (const type of newsKinds)
    app.event(type, async ({ event, context }) => {
      turnOf(context).none()
      await hearNews(desk, earsOf(context), newsShape.parse(event))
    })
  goodbyes(app, desk)
}

/** The app was taken out of a workspace, or its tokens taken back. Bolt asks for no authorization here. */
function goodbyes(app: App, desk: ListenDesk): void {
  for (const type of ['app_uninstalled', 'tokens_revoked'] as const)
    app.event(type, async ({ body, context, event }) => {
      turnOf(context).none()
      const { tokens } = event as { tokens?: { bot?: unknown[] } }
      // People take back their own tokens, too; ours is the bot's.
      if (type === 'tokens_revoked' && !tokens?.bot?.length) return
      const [team = ''] = whoseOf({ ...body })
      await desk.forget(team)
      await desk.tell.trouble(`uninstalled:${team}`, { team })
    })
}

function interactions(app: App, desk: ListenDesk): void {
  app.action(/.*/s, async ({ body, context, ack }) =>
    reply(ack, await act(press, pressShape, { desk, body, context })),
  )
  app.view(/.*/s, async ({ body, context, ack }) =>
    reply(ack, await act(submit, submissionShape, { desk, body, context })),
  )
  app.view({ callback_id: /.*/s, type: 'view_closed' }, async ({ context, ack }) => {
    turnOf(context).none()
    await ack()
  })
  app.shortcut(/.*/s, async ({ body, context, ack }) =>
    reply(ack, await act(shortcut, shortcutShape, { desk, body, context })),
  )
  app.command(/.*/s, async ({ body, context, ack }) =>
    reply(ack, await act(command, commandShape, { desk, body, context })),
  )
}

type Act<S extends z.ZodType> = (desk: ListenDesk, ears: Ears, body: z.infer<S>, turn: Turn) => Promise<Ack>

async function act<S extends z.ZodType>(
  acts: Act<S>,
  shape: S,
  { desk, body, context }: { desk: ListenDesk; body: unknown; context: Context },
): Promise<Ack> {
  const turn = turnOf(context)
  const ears = earsOf(context)
  try {
    return await acts(desk, ears, shape.parse(body), turn)
  } catch (error) {
    // Else Slack shows an error itself.
    if (turn.hurried) desk.later('apology', () => apologize(desk, ears, body))
    throw error
  }
}

/** What each kind of payload may be answered with is Slack's business; the SDK's types know one each. */
async function reply(ack: unknown, answer: Ack): Promise<void> {
  await (ack as (answer?: unknown) => Promise<void>)(answer)
}
