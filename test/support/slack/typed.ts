import type { Fields } from './shapes.ts'
import type { World } from './world.ts'

/** What one types, as Slack sends it on: the text escaped and marked up, and the same as a rich_text block. */
export interface Typed {
  text: string
  blocks: Fields[]
}

const pieces =
  /\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>]+)|@([\w-]+)|#([\w-]+)|([\u{1F300}-\u{1FAFF}\u2705\u26A0]\uFE0F?)/gu

const emoji: Record<string, string> = {
  '👀': 'eyes',
  '✅': 'white_check_mark',
  '😀': 'grinning',
  '👍': '+1',
  '🙏': 'pray',
  '🎫': 'ticket',
}

/**
 * Reads what a person types: `@name`, `#channel`, addresses, `[words](address)` and emoji become Slack's marks
 * when there is such a person or channel; & < > are escaped. https://docs.slack.dev/messaging/formatting-message-text
 */
export function typed(world: World, words: string): Typed {
  let text = ''
  const elements: Fields[] = []
  const literal = (piece: string): void => {
    if (piece === '') return
    text += escaped(piece)
    elements.push({ type: 'text', text: piece })
  }
  let from = 0
  for (const match of words.matchAll(pieces)) {
    const marked = mark(world, match)
    if (!marked) continue
    literal(words.slice(from, match.index))
    text += marked.text
    elements.push(marked.element)
    from = match.index + match[0].length
  }
  literal(words.slice(from))
  const section = { type: 'rich_text_section', elements }
  return { text, blocks: [{ type: 'rich_text', block_id: world.nextId('rt'), elements: [section] }] }
}

/** The three characters Slack escapes. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function mark(world: World, match: RegExpMatchArray): { text: string; element: Fields } | undefined {
  const [, label, labelled, bare, name, place, face] = match
  if (label && labelled) {
    return {
      text: `<${escaped(labelled)}|${escaped(label)}>`,
      element: { type: 'link', url: labelled, text: label },
    }
  }
  if (bare) return { text: `<${escaped(bare)}>`, element: { type: 'link', url: bare } }
  if (name) {
    const user = [...world.users.values()].find((one) => one.name === name || one.id === name)
    return user && { text: `<@${user.id}>`, element: { type: 'user', user_id: user.id } }
  }
  if (place) {
    const channel = [...world.channels.values()].find((one) => one.name === place)
    return (
      channel && { text: `<#${channel.id}|${place}>`, element: { type: 'channel', channel_id: channel.id } }
    )
  }
  const called = emoji[face ?? '']
  return called ? { text: `:${called}:`, element: { type: 'emoji', name: called } } : undefined
}
