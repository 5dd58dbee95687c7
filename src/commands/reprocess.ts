import { reprocess } from '../platforms/email/reprocess.ts'
import { bad, type Checked, good } from './checked.ts'
import { withMailDesk } from './mail-desk.ts'

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** Words that cannot be the id of a mail. */
export const notIds = (words: readonly string[]): string[] => words.filter((word) => !uuid.test(word))

/** Has kept mails read again: all that could not be read, or those that are named, which are taken as a person's. */
export async function reprocessMails(
  asked: { now: () => Date; environment?: NodeJS.ProcessEnv },
  ids: readonly string[],
): Promise<Checked[]> {
  const done = await withMailDesk(asked, async ({ deps }) => await reprocess(deps, ids))
  if ('missing' in done) return done.missing
  const { read, failed } = done.result
  const unknown = ids.filter((id) => ![...read, ...failed].includes(id.toLowerCase()))
  return [
    good(`reprocess: ${read.length} mails were read and are handed on by the desk as it runs`),
    ...failed.map((id) =>
      bad(`${id} still cannot be read`, 'it stays kept whole; report it with its raw text'),
    ),
    ...unknown.map((id) =>
      bad(`${id} is no mail of this desk`, 'the ids stand in the log and in the table Mail'),
    ),
  ]
}
