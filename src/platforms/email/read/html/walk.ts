import { Parser } from 'htmlparser2'

export type Attributes = Readonly<Record<string, string>>

/** What is told of the readable part of a document, in order; each `open` has its `close`. */
export interface Visitor {
  open: (tag: string, attributes: Attributes) => void
  close: (tag: string) => void
  text: (text: string) => void
}

/** A mail is no deeper; each close tag is looked up in the open ones. */
const deepest = 300
const step = 16 * 1024

/** Tags that act, load or hold no text to read: left out with all they hold. */
const dropped = new Set(
  'script style title template object embed applet iframe frameset svg math canvas audio video noembed noframes xml select datalist'.split(
    ' ',
  ),
)

/** Walks HTML without building it, hidden parts left out unless `showHidden`; false where it had to stop early. */
export function walkHtml(html: string, visitor: Visitor, showHidden = false): boolean {
  const stack: boolean[] = []
  let leftOut = 0
  let words: string[] = []
  // The parser tells every entity and lone sign by itself; said together, each costs nothing.
  const flush = (): void => {
    if (words.length > 0) visitor.text(words.join(''))
    words = []
  }
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      flush()
      const out = dropped.has(tag) || (!showHidden && isHidden(attributes))
      stack.push(out)
      if (out) leftOut++
      if (leftOut === 0) visitor.open(tag, attributes)
    },
    onclosetag: (tag) => {
      flush()
      if (leftOut === 0) visitor.close(tag)
      if (stack.pop()) leftOut--
    },
    ontext: (text) => {
      if (leftOut === 0) words.push(text)
    },
  })
  let at = 0
  for (; at < html.length && stack.length <= deepest; at += step) parser.write(html.slice(at, at + step))
  parser.end()
  flush()
  return at >= html.length
}

function isHidden(attributes: Attributes): boolean {
  if (attributes.hidden !== undefined) return true
  const style = (attributes.style ?? '').slice(0, 4000).toLowerCase().replaceAll(/\s/g, '')
  return /(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|font-size:0(?:px|pt|em|%)?(?:;|!|$)|opacity:0(?:;|!|$))/.test(
    style,
  )
}
