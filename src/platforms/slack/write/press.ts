/** What a press on a card says of itself. */
export interface PressAddress {
  /** Where the card was sent: the address of its delivery. */
  to: string
  key: string
  revision: number
}

export interface Press extends PressAddress {
  /** The action's id. */
  action: string
  /** The alternative that was chosen: its words are to be edited by `action`, never sent as they are. */
  choice?: string
}

/** What Slack tells of the element that was pressed. */
export interface Pressed {
  block_id?: string
  action_id?: string
  value?: string
  selected_option?: { value?: string } | null
}

/** Slack's limit for a block_id. */
const mostId = 255

/** Whether the address of a press fits where it has to stand. */
export const fits = (address: PressAddress, part = 'actions'): boolean =>
  blockIdOf(address, part).length <= mostId

/** The block_id of a block with buttons: unique in its message, another for each revision, and the press's address. */
export const blockIdOf = ({ to, key, revision }: PressAddress, part: string): string =>
  [part, revision, to, key].join('|')

/** The action_id of the select that chooses an alternative to be edited by an action. */
export const choosing = (action: string): string => `choose|${action}`

/** The action_id of the overflow menu. */
export const moreId = 'more'

/** The action_id of a button that only opens an address: Slack tells of it, and nothing is to be done. */
export const linkId = 'link'

/** Reads what was pressed; `undefined` where it is no press of a card's button. */
export function readPress({ block_id = '', action_id = '', selected_option }: Pressed): Press | undefined {
  const [, part, revision = '', to = '', key = ''] =
    /^([a-z]+\d*)\|(\d{1,9})\|([^|]+)\|(.+)$/s.exec(block_id) ?? []
  if (part === undefined || action_id === linkId || action_id === '') return undefined
  const address = { to, key, revision: Number(revision) }
  const chosen = selected_option?.value
  if (action_id === moreId) return chosen === undefined ? undefined : { ...address, action: chosen }
  const [, chooses] = /^choose\|(.+)$/.exec(action_id) ?? []
  if (chooses === undefined) return { ...address, action: action_id }
  return chosen === undefined ? undefined : { ...address, action: chooses, choice: chosen }
}
