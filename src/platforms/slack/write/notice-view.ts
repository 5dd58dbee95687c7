import type { KnownBlock, ModalView } from '@slack/types'
import type { Outcome } from '../../platform.ts'
import type { Say } from '../fault.ts'
import { framed, limits, plain, section } from './block.ts'
import { cut } from './text.ts'

const bare = (say: Say, blocks: KnownBlock[], title: string): ModalView => ({
  type: 'modal',
  title: plain(title, limits.modal.title),
  close: plain(say('modal.close'), limits.modal.button),
  blocks: blocks.slice(0, limits.modal.blocks),
})

/** Shown at once where opening takes longer: a trigger lives three seconds. */
export const workingView = (say: Say, title = say('modal.title')): ModalView =>
  bare(say, [section(`⏳ ${say('modal.working')}`)], title)

/** A whole view has 250 KB, in which a character may take six bytes. */
const longestShown = 30_000

/** What became of a press, for its presser's eyes: the sentence, and what they were allowed to see. */
export function outcomeView({ status, notice, shown = [] }: Outcome, say: Say): ModalView {
  const mark = status === 'refused' ? '⚠️ ' : shown.length > 0 ? '' : '✅ '
  const each = Math.floor(longestShown / Math.max(1, shown.length))
  const texts = shown.flatMap(({ label, text }) =>
    framed(cut(text, each), (run) => ({ type: 'rich_text_section', elements: [run] }), label),
  )
  const blocks = [...(notice ? [section(`${mark}${notice}`)] : []), ...texts]
  const said = status === 'kept' ? say('modal.kept') : say('modal.done')
  return bare(say, blocks.length > 0 ? blocks : [section(said)], say('modal.title'))
}
