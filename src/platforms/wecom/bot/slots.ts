/** A pressed card that waits for its answer: within five seconds it changes in place. */
export interface Slot {
  taskId: string
  /** The press; its answer carries it. */
  reqId: string
  address: string
  cardKey: string
  /** It was answered before anybody knew what came of the press. */
  isLate?: boolean
}

/** The pressed cards of this connection. Whoever takes one answers it; nobody answers twice. */
export interface Slots {
  open(slot: Slot): void
  /** The one a new state of a card can be shown in. */
  take(address: string, cardKey: string): Slot | undefined
  claim(reqId: string): Slot | undefined
  has(reqId: string): boolean
}

export function createSlots(): Slots {
  const waiting = new Map<string, Slot>()
  const claim = (reqId: string): Slot | undefined => {
    const slot = waiting.get(reqId)
    waiting.delete(reqId)
    return slot
  }
  return {
    open: (slot) => void waiting.set(slot.reqId, slot),
    take(address, cardKey) {
      const found = [...waiting.values()].find((one) => one.address === address && one.cardKey === cardKey)
      return found && claim(found.reqId)
    },
    claim,
    has: (reqId) => waiting.has(reqId),
  }
}
