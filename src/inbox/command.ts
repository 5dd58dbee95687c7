/** What a staff member typed in a channel. */
export type Command =
  | { kind: 'talk' }
  | { kind: 'help' }
  | { kind: 'show'; number: string }
  | { kind: 'claim'; number: string }
  | { kind: 'note'; number: string; text: string }
  | { kind: 'unknown'; word: string }

const number = /^[A-Za-z]{2}\d{11,}$/

const words = new Map<string, Command['kind']>(
  Object.entries({
    help: 'help',
    帮助: 'help',
    ticket: 'show',
    工单: 'show',
    claim: 'claim',
    认领: 'claim',
    note: 'note',
    备注: 'note',
  }),
)

/** Reads `/ticket SR…`, `/认领 SR…`, `/备注 SR… 文字`, `/help`; anything without a slash is talk. */
export function parseCommand(text: string): Command {
  const trimmed = text.trim()
  if (!trimmed.startsWith('/') && !trimmed.startsWith('／')) return { kind: 'talk' }
  const [word = '', argument = '', ...rest] = trimmed.slice(1).split(/\s+/)
  const kind = words.get(word.toLowerCase())
  if (kind === 'help') return { kind }
  if (!kind || !number.test(argument)) return { kind: 'unknown', word }
  if (kind === 'note') return { kind, number: argument.toUpperCase(), text: rest.join(' ') }
  return kind === 'claim' || kind === 'show'
    ? { kind, number: argument.toUpperCase() }
    : { kind: 'unknown', word }
}
