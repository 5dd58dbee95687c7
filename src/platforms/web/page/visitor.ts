import type { VisitorKey, VisitorView } from '../api.ts'
import { addresses } from './addresses.ts'
import { keep, kept } from './kept.ts'
import { language } from './language.ts'
import { createWire, type Wire, WireError } from './wire.ts'

let key = readKey()

/** The visitor's way to the server; the key in this browser is all that tells who it is. */
export const visitorWire: Wire = createWire(() => (key ? { authorization: `Visitor ${key.token}` } : {}))

/** Who this browser is; somebody new when it has no key or the server knows it no longer. */
export async function meetVisitor(): Promise<VisitorView> {
  if (!key) await becomeVisitor()
  try {
    return await visitorWire.get<VisitorView>(addresses.visitorMe)
  } catch (error) {
    if (!(error instanceof WireError && error.kind === 'expired')) throw error
    await becomeVisitor(key)
    return visitorWire.get<VisitorView>(addresses.visitorMe)
  }
}

/** Takes the key another tab has kept meanwhile, or a new one; never again the one that was refused. */
function becomeVisitor(refused?: VisitorKey): Promise<void> {
  const keptByOther = (): VisitorKey | undefined => {
    const stored = readKey()
    return stored?.token === refused?.token ? undefined : stored
  }
  return oneTabAtATime(async () => {
    key = keptByOther()
    if (key) return
    const fresh = await visitorWire.post<VisitorKey>(addresses.visitor, { locale: language })
    // Without locks another tab may have been quicker: both must be the same visitor.
    key = keptByOther()
    if (key) return
    key = fresh
    keep('visitor', JSON.stringify(fresh))
  })
}

/** Two fresh tabs must not become two visitors; a browser without locks, or one that denies them to a frame, goes ahead. */
async function oneTabAtATime(act: () => Promise<void>): Promise<void> {
  let begun = false
  const once = (): Promise<void> => {
    begun = true
    return act()
  }
  try {
    await (navigator.locks?.request('kefutai.visitor', once) ?? once())
  } catch (error) {
    if (begun) throw error
    await act()
  }
}

function readKey(): VisitorKey | undefined {
  try {
    const value: Partial<VisitorKey> | null = JSON.parse(kept('visitor') ?? 'null')
    return value?.id && value.token ? { id: value.id, token: value.token } : undefined
  } catch {
    return undefined
  }
}
