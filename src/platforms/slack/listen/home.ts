import { linkTo, readMessageId } from '../place.ts'
import { guestView, homeView } from '../write/home.ts'
import type { ListenDesk, Person } from './desk.ts'

/** Shows somebody their front page: their work, or how to ask for help. */
export async function showHome({ deps, caller, workspaces }: ListenDesk, person: Person): Promise<void> {
  const { ears, user, account, locale, say } = person
  const home = await deps.host.home(account, locale)
  const url = home ? await workspaces.urlOf(ears.team) : undefined
  const view = home
    ? homeView(home, {
        say,
        publicUrl: deps.publicUrl,
        linkOf({ externalId }) {
          const message = readMessageId(externalId)
          return url === undefined || !message ? undefined : linkTo(url, message)
        },
      })
    : guestView(say)
  // https://docs.slack.dev/reference/methods/views.publish
  await caller.call(ears.team, 'views.publish', { user_id: user, view })
}
