import type { InputBlock, KnownBlock, PlainTextOption } from '@slack/types'
import type { ReplyFinding, ReplyWay } from '../../card.ts'
import type { Say } from '../fault.ts'
import { limits, plain, section } from './block.ts'
import { inputId } from './fields.ts'
import { cut } from './text.ts'

/** The block_id of the question how to go on after a finding, and its answer's name among the values. */
export const wayId = 'despite'
/** The answer that the words are looked over once more. */
export const again = 'again'

const most = 10

/** What the reply check says, with the words it is about. */
export function findingBlocks(findings: readonly ReplyFinding[], text: string, say: Say): KnownBlock[] {
  if (findings.length === 0) return []
  const blocked = findings.some(({ level }) => level === 'block')
  const lines = findings.slice(0, most).map((finding) => {
    const mark = finding.level === 'block' ? '🛑' : '⚠️'
    const words = text.slice(finding.start, finding.end)
    const about =
      finding.end > finding.start && words !== '' && words !== text
        ? say('modal.about', { words: cut(words, 80) })
        : ''
    return `${mark} ${say('modal.finding', { name: finding.name, advice: cut(finding.advice, 220) })}${about}`
  })
  return [
    section(`${say(blocked ? 'modal.blocked' : 'modal.warned')}\n${lines.join('\n')}`),
    { type: 'divider' },
  ]
}

/** How to go on: the words once more, or on one of the ways that the house offers. */
export function wayBlock(
  ways: readonly ReplyWay[],
  findings: readonly ReplyFinding[],
  say: Say,
): InputBlock[] {
  const [first] = ways
  if (first === undefined) return []
  const option = (id: string): PlainTextOption => ({
    text: plain(say(`modal.way.${id}`), limits.option),
    value: id,
  })
  const blocked = findings.some(({ level }) => level === 'block')
  // Whoever has read a warning and changes nothing means it; what is kept back needs a decision.
  const chosen = !blocked && ways.includes('send') ? 'send' : again
  return [
    {
      type: 'input',
      block_id: wayId,
      label: plain(say('modal.ways'), limits.label),
      element: {
        type: 'radio_buttons',
        action_id: inputId,
        options: [again, ...ways].map(option),
        initial_option: option(chosen),
      },
    },
  ]
}
