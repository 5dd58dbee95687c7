import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '../../lib/errors.ts'
import type { ListenDesk } from './listen/desk.ts'
import type { Tell } from './tell.ts'

const firstGreetingMs = 5_000
const longestGreetingMs = 300_000

/** Asks Slack whether it knows us, and again until it does, telling the administrators where it does not. */
export async function greet({ deps, workspaces, tell }: ListenDesk, signal: AbortSignal): Promise<void> {
  // Without a token of its own it waits for somebody to install the app.
  const trouble = deps.settings.botToken === undefined ? 'not_installed' : 'token'
  const url = `${deps.publicUrl}/webhooks/slack/install`
  for (let waitMs = firstGreetingMs; !signal.aborted; waitMs = Math.min(2 * waitMs, longestGreetingMs)) {
    try {
      await workspaces.home()
      return tell.mended(trouble)
    } catch (error) {
      await tell.trouble(trouble, { url, reason: messageOf(error) })
    }
    await sleep(waitMs, undefined, { signal }).catch(() => undefined)
  }
}

/** What Slack says against the app's own token; anything else passes by itself. */
const wrongToken =
  /invalid_auth|not_authed|account_inactive|not_allowed_token_type|missing_scope|app_token_expired|token_revoked/

/** Tells the administrators of a wrong app token, and that it is right again. */
export async function tellSocket(tell: Tell, failed: unknown): Promise<void> {
  if (failed === undefined) return tell.mended('app_token')
  if (wrongToken.test(messageOf(failed))) await tell.trouble('app_token')
}
