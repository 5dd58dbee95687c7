import { withEmoji } from './emoji.ts'

export interface Names {
  /** Our own account: a mention of it is a call and no word. */
  bot?: string | undefined
  /** Names of accounts, as far as they are known. */
  of?: ReadonlyMap<string, string>
}

/** The accounts a text mentions. */
export const mentionsIn = (text: string): string[] =>
  [...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, account = '']) => account)

/**
 * What somebody wrote, from what Slack makes of it: `&lt;` is `<`, `<@U1>` a name, a link its label and address.
 * Directions and zero widths stay as they are; a NUL does not.
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function plainText(raw: string, names: Names = {}): string {
  const marked = raw.replaceAll('\u0000', '').split(/(<[^<>]*>)/)
  const read = marked.map((part) =>
    part.startsWith('<') && part.endsWith('>') ? mark(part.slice(1, -1), names) : withEmoji(unescaped(part)),
  )
  const text = read.join('')
  return names.bot !== undefined && mentionsIn(raw).includes(names.bot) ? text.trim() : text
}

/** Only these three are escaped, and `&` last. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

function mark(inside: string, names: Names): string {
  const [target, label] = split(inside)
  if (target.startsWith('@')) return mention(target.slice(1), label, names)
  if (target.startsWith('#')) return `#${label || target.slice(1)}`
  if (target.startsWith('!date')) return label ?? ''
  if (target.startsWith('!')) return `@${(label || target.slice(1)).replace(/^@/, '')}`
  const address = target.replace(/^(mailto|tel):/, '')
  // Somebody typed `a.example`, and Slack made a link of it.
  if (label !== undefined && [label, `http://${label}`, `https://${label}`].includes(address)) return label
  return label === undefined ? address : `${label} (${address})`
}

function split(inside: string): [string, string?] {
  const at = inside.indexOf('|')
  return at < 0 ? [unescaped(inside)] : [unescaped(inside.slice(0, at)), unescaped(inside.slice(at + 1))]
}

function mention(account: string, label: string | undefined, { bot, of }: Names): string {
  if (account === bot) return ''
  return `@${of?.get(account) ?? (label || account)}`
}
