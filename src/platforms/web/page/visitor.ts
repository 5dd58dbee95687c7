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
    await becomeVisitor()
    return visitorWire.get<VisitorView>(addresses.visitorMe)
  }
}

async function becomeVisitor(): Promise<void> {
  key = undefined
  key = await visitorWire.post<VisitorKey>(addresses.visitor, { locale: language })
  keep('visitor', JSON.stringify(key))
}

function readKey(): VisitorKey | undefined {
  try {
    const value: Partial<VisitorKey> | null = JSON.parse(kept('visitor') ?? 'null')
    return value?.id && value.token ? { id: value.id, token: value.token } : undefined
  } catch {
    return undefined
  }
}
