/** What a staff member typed in a channel. */
export type Command =
  | { kind: 'talk' }
  | { kind: 'help' }
  | { kind: 'list' }
  | { kind: 'find'; words: string }
  | { kind: 'show'; number: string }
  | { kind: 'claim'; number: string }
  | { kind: 'note'; number: string; text: string }
  /** The day as it was written, and what for. */
  | { kind: 'revisit'; number: string; day: string; text: string }
  | { kind: 'reckon'; number: string }
  /** Its customer goes on with the writer in the platform's own client. */
  | { kind: 'handover'; number: string }
  /** The first is a duplicate of the other. */
  | { kind: 'merge'; number: string; into: string }
  | { kind: 'on' }
  | { kind: 'off' }
  | { kind: 'duty' }
  /** Who is away when, as it was written. */
  | { kind: 'leave'; words: string }
  /** Whose leave ends, by work number or name; empty: the writer's. */
  | { kind: 'back'; who: string }
  | { kind: 'unknown'; word: string }

/** A command about one ticket. */
export type TicketCommand = Extract<Command, { number: string }>

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
    revisit: 'revisit',
    回访: 'revisit',
    reckon: 'reckon',
    重算: 'reckon',
    handover: 'handover',
    转人工: 'handover',
    merge: 'merge',
    合并: 'merge',
    on: 'on',
    上班: 'on',
    off: 'off',
    下班: 'off',
    duty: 'duty',
    值班: 'duty',
    leave: 'leave',
    请假: 'leave',
    back: 'back',
    销假: 'back',
  }),
)

/**
 * Reads `/ticket SR…`, `/工单 列表`, `/工单 查找 词`, `/合并 SR… SR…`, `/认领 SR…`, `/备注 SR… 文字`, `/回访 SR… 11-30 文字`, `/重算 SR…`, `/转人工 SR…`, `/上班`, `/下班`, `/值班`, `/请假 11-23 至 11-25`,
 * `/销假`, `/help`; anything without a slash is talk.
 */
export function parseCommand(text: string): Command {
  const trimmed = text.trim()
  if (!trimmed.startsWith('/') && !trimmed.startsWith('／')) return { kind: 'talk' }
  // 请假11月23日: nobody writes a space there.
  const [word = '', ...rest] = trimmed
    .slice(1)
    .replace(/^(请假|销假)(?=\S)/, '$1 ')
    .replace(/^工单\s*(列表|查找)\s*/, '工单 $1 ')
    .trim()
    .split(/\s+/)
  const kind = words.get(word.toLowerCase())
  switch (kind) {
    case 'help':
    case 'on':
    case 'off':
    case 'duty':
      return { kind }
    case 'leave':
      return { kind, words: rest.join(' ') }
    case 'back':
      return { kind, who: rest.join(' ') }
    case 'show':
      return aboutSeveral(rest) ?? another(rest) ?? aboutTicket(kind, rest[0] ?? word, rest)
    default:
      return aboutTicket(kind, word, rest)
  }
}

function aboutSeveral([which = '', ...rest]: string[]): Command | undefined {
  if (/^(list|列表)$/i.test(which)) return { kind: 'list' }
  return /^(find|查找)$/i.test(which) ? { kind: 'find', words: rest.join(' ') } : undefined
}

/** `/ticket 请假 …` is `/请假 …`: where only one command can be typed, the others stand behind it. */
function another([which = '', ...rest]: string[]): Command | undefined {
  const kind = words.get(which.toLowerCase())
  return kind && kind !== 'show' ? parseCommand([`/${which}`, ...rest].join(' ')) : undefined
}

function aboutTicket(
  kind: Command['kind'] | undefined,
  word: string,
  [argument = '', ...rest]: string[],
): Command {
  if (!kind || !number.test(argument)) return { kind: 'unknown', word }
  if (kind === 'merge') {
    const [into = ''] = rest
    return number.test(into)
      ? { kind, number: argument.toUpperCase(), into: into.toUpperCase() }
      : { kind: 'unknown', word }
  }
  if (kind === 'note') return { kind, number: argument.toUpperCase(), text: rest.join(' ') }
  if (kind === 'revisit') {
    const [day = '', ...text] = rest
    return { kind, number: argument.toUpperCase(), day, text: text.join(' ') }
  }
  return kind === 'claim' || kind === 'show' || kind === 'reckon' || kind === 'handover'
    ? { kind, number: argument.toUpperCase() }
    : { kind: 'unknown', word }
}
