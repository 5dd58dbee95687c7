import { isAdded, isCardMaker } from './added-line.ts'
import { dropDisclaimer } from './declaration.ts'
import { dropCard, dropListFooter, dropSignature } from './signature.ts'

const ruleLine = /^[\s_\-—=*|~·]{2,}$/
const longestLine = 400
/** The lines without what stands under them: what a program added, signatures and their cards, declarations of secrecy. */
export function withoutFooter(written: readonly string[], cutBelow: boolean): string[] {
  const lines = [...written]
  let cut = cutBelow
  let framed = false
  for (let length = -1; length !== lines.length; ) {
    length = lines.length
    while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop()
    const filled = lines.length
    const last = lines.at(-1) ?? ''
    framed ||= isCardMaker(last)
    if (isAdded(last) || (cut && ruleLine.test(last.slice(0, longestLine)))) lines.pop()
    dropSignature(lines)
    dropCard(lines, framed)
    dropListFooter(lines)
    dropDisclaimer(lines)
    cut ||= lines.length !== filled
  }
  return lines
}
