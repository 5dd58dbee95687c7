import type * as Slack from '@slack/web-api'
import { WebClient } from '@slack/web-api'
import { faultOf, type Say } from './fault.ts'
import { silence } from './silence.ts'

/** Every method of the Web API that is called: what it takes and answers. The manifest's scopes are those that these need. */
export interface Methods {
  'auth.test': [Slack.AuthTestArguments, Slack.AuthTestResponse]
  'chat.postEphemeral': [Slack.ChatPostEphemeralArguments, Slack.ChatPostEphemeralResponse]
  'chat.postMessage': [Slack.ChatPostMessageArguments, Slack.ChatPostMessageResponse]
  'chat.update': [Slack.ChatUpdateArguments, Slack.ChatUpdateResponse]
  'conversations.history': [Slack.ConversationsHistoryArguments, Slack.ConversationsHistoryResponse]
  'conversations.info': [Slack.ConversationsInfoArguments, Slack.ConversationsInfoResponse]
  'conversations.replies': [Slack.ConversationsRepliesArguments, Slack.ConversationsRepliesResponse]
  'files.completeUploadExternal': [
    Slack.FilesCompleteUploadExternalArguments,
    Slack.FilesCompleteUploadExternalResponse,
  ]
  'files.getUploadURLExternal': [
    Slack.FilesGetUploadURLExternalArguments,
    Slack.FilesGetUploadURLExternalResponse,
  ]
  'files.info': [Slack.FilesInfoArguments, Slack.FilesInfoResponse]
  'users.info': [Slack.UsersInfoArguments, Slack.UsersInfoResponse]
  'users.lookupByEmail': [Slack.UsersLookupByEmailArguments, Slack.UsersLookupByEmailResponse]
  'views.open': [Slack.ViewsOpenArguments, Slack.ViewsOpenResponse]
  'views.publish': [Slack.ViewsPublishArguments, Slack.ViewsPublishResponse]
  'views.update': [Slack.ViewsUpdateArguments, Slack.ViewsUpdateResponse]
}

export type Method = keyof Methods

/** What shows something each time it is called: after a lost answer it may be there already. */
const posting: ReadonlySet<Method> = new Set<Method>(['chat.postMessage', 'files.completeUploadExternal'])

/** The one way to the Web API. */
export interface Caller {
  /**
   * Calls a method in a workspace (`undefined`: the only one). Throws PlatformError with words that name the thing and
   * the remedy: `refused`, `unreachable` (with `retryAfterMs` where Slack says how long), or `uncertain` where what was
   * posted may stand there.
   */
  call<M extends Method>(team: string | undefined, method: M, args: Methods[M][0]): Promise<Methods[M][1]>
  /** The bot's token, for what is not a method: the bytes of files. */
  tokenOf: (team: string | undefined) => Promise<string>
}

export interface CallerOptions {
  /** The bot's token of a workspace; throws PlatformError `unreachable` where there is none. */
  tokenOf: (team: string | undefined) => Promise<string>
  /** Another than `https://slack.com/api/`, for tests. */
  slackApiUrl?: string
  fetch?: typeof fetch
  /** The texts of `slack.fault` in the company's language. */
  say: Say
}

const timeoutMs = 10_000
const mostClients = 50
const atOnce = 20

/** Creates the one way to the Web API: one client for each token, none of which tries anything again by itself. */
export function createCaller({ tokenOf, slackApiUrl, fetch: ask, say }: CallerOptions): Caller {
  const clients = new Map<string, WebClient>()
  const clientOf = (token: string): WebClient => {
    const known = clients.get(token)
    const client =
      known ??
      new WebClient(token, {
        // Its own object for each: the SDK writes into the options it is given.
        retryConfig: { retries: 0 },
        // Else one limited channel holds up every other call of the workspace.
        rejectRateLimitedCalls: true,
        timeout: timeoutMs,
        maxRequestConcurrency: atOnce,
        logger: silence,
        allowAbsoluteUrls: false,
        ...(slackApiUrl ? { slackApiUrl } : {}),
        ...(ask ? { fetch: ask } : {}),
      })
    // The one used longest ago is first, and goes first: rotated tokens do not pile up.
    clients.delete(token)
    clients.set(token, client)
    const [oldest] = clients.keys()
    if (clients.size > mostClients && oldest !== undefined) clients.delete(oldest)
    return client
  }
  return {
    tokenOf,
    async call<M extends Method>(team: string | undefined, method: M, args: Methods[M][0]) {
      const token = await tokenOf(team)
      try {
        return await clientOf(token).apiCall(method, { ...args })
      } catch (error) {
        throw faultOf(error, { method, posting: posting.has(method), say })
      }
    },
  }
}
