import { limits } from './block.ts'
import type { PressAddress } from './press.ts'

/** What a window remembers of the press that opened it. */
export interface ModalAddress extends PressAddress {
  action: string
  choice?: string
  /** What stood between the parts of a text that was too long for one input, by field. */
  joints: Record<string, string[]>
}

export const mostMetadata = limits.modal.metadata

/** As `private_metadata`: read back by `readAddress`. */
export const writeAddress = (address: ModalAddress): string => JSON.stringify(address)

/** What a window remembers; `undefined` where it is none of a card's. */
export function readAddress(metadata: string): ModalAddress | undefined {
  try {
    const read: unknown = JSON.parse(metadata)
    return isAddress(read) ? read : undefined
  } catch {
    return undefined
  }
}

function isAddress(read: unknown): read is ModalAddress {
  if (typeof read !== 'object' || read === null) return false
  const { to, key, revision, action, joints } = read as Record<string, unknown>
  return (
    [to, key, action].every((one) => typeof one === 'string') &&
    typeof revision === 'number' &&
    typeof joints === 'object' &&
    joints !== null
  )
}
