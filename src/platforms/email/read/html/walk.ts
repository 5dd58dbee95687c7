import { Parser } from 'htmlparser2'
import { isVeiled, plain, type Shown, shownIn } from './shown.ts'

export type Attributes = Readonly<Record<string, string>>

/** What is told of the readable part of a document, in order; each `open` has its `close`. */
export interface Visitor {
  open: (tag: string, attributes: Attributes) => void
  close: (tag: string) => void
  text: (text: string) => void
}

/** Some programs close no tag at all; a mail is no deeper. */
const deepest = 4000
/** Opening and closing a tag costs the parser a step for each open one. */
const mostSteps = 100_000_000
const step = 16 * 1024

/** Tags that act, load or hold no text to read: left out with all they hold. */
const dropped = new Set(
  'script style title template object embed applet iframe frameset svg math canvas audio video noembed noframes xml select datalist'.split(
    ' ',
  ),
)

/** Walks HTML without building it, hidden parts left out unless `showHidden`; false where it had to stop early. */
export function walkHtml(html: string, visitor: Visitor, showHidden = false): boolean {
  const stack: Shown[] = []
  let leftOut = 0
  let steps = 0
  let words: string[] = []
  // The parser tells every entity and lone sign by itself; said together, each costs nothing.
  const flush = (): void => {
    if (words.length > 0) visitor.text(words.join(''))
    words = []
  }
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      flush()
      steps += stack.length
      const shown = showHidden ? plain : shownIn(stack.at(-1) ?? plain, tag, attributes)
      const out = dropped.has(tag) || shown.out
      stack.push({ ...shown, out })
      if (out) leftOut++
      if (leftOut === 0) visitor.open(tag, attributes)
    },
    onclosetag: (tag) => {
      flush()
      steps += stack.length
      if (leftOut === 0) visitor.close(tag)
      if (stack.pop()?.out) leftOut--
    },
    ontext: (text) => {
      if (leftOut === 0 && !isVeiled(stack.at(-1))) words.push(text)
    },
  })
  let at = 0
  const mayGoOn = (): boolean => stack.length <= deepest && steps <= mostSteps
  for (; at < html.length && mayGoOn(); at += step) parser.write(html.slice(at, at + step))
  parser.end()
  flush()
  return at >= html.length
}
