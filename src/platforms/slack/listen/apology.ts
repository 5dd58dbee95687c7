import { z } from 'zod'
import type { Ears } from '../hear.ts'
import { submissionShape } from '../read/shapes.ts'
import { outcomeView } from '../write/notice-view.ts'
import { whisper } from './answer.ts'
import { type ListenDesk, personOf } from './desk.ts'
import { typedIn } from './submit.ts'

const actedShape = z.looseObject({
  user: z.looseObject({ id: z.string() }).nullish(),
  user_id: z.string().nullish(),
  response_url: z.string().nullish(),
})

/** It failed after Slack was told that it is under way: whoever acted hears of it, and gets back what they typed. */
export async function apologize(desk: ListenDesk, ears: Ears, body: unknown): Promise<void> {
  const { user, user_id: id, response_url: responseUrl } = actedShape.parse(body)
  const person = await personOf(desk, ears, user?.id ?? id ?? '')
  const notice = person.say('window.failed')
  const submitted = submissionShape.safeParse(body).data
  const shown = submitted ? typedIn(submitted.view, person) : []
  const update = async (view: string): Promise<boolean> =>
    await desk.caller
      .call(ears.team, 'views.update', {
        view_id: view,
        view: outcomeView({ status: 'refused', notice, shown }, person.say),
      })
      .then(
        () => true,
        () => false,
      )
  if (submitted && (await update(submitted.view.id))) return
  const typed = shown.map(({ text }) => `\n${text}`).join('')
  await whisper(desk, person, { responseUrl }, `${notice}${typed}`)
}
