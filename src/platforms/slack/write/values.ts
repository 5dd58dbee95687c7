import { inputId } from './fields.ts'
import { again, wayId } from './findings.ts'
import { type ModalAddress, readAddress } from './modal-address.ts'

/** What Slack tells of a submitted window. */
export interface Submitted {
  private_metadata?: string
  state?: {
    values?: Record<string, Record<string, Answer>>
  }
}

interface Answer {
  value?: string | null
  selected_option?: { value?: string } | null
  files?: { id?: string }[] | null
}

/** What was typed into a card's window. */
export interface ModalValues {
  /** The press that opened it; `undefined` where the window is none of a card's. */
  address: ModalAddress | undefined
  /** By field id, as `InboundAction.values` has them: with `choice` and `despite` where they are set. */
  values: Record<string, string>
  /** Slack's ids of the files added. */
  files: string[]
}

/** Reads a submitted window. */
export function valuesOf({ private_metadata = '', state }: Submitted): ModalValues {
  const address = readAddress(private_metadata)
  const answers = Object.entries(state?.values ?? {}).map(([id, block]) => ({
    id,
    answer: block[inputId] ?? {},
  }))
  const values: Record<string, string> = {}
  for (const { id, answer } of answers) {
    const value = answer.selected_option?.value ?? answer.value
    if (typeof value !== 'string' || id.includes('~')) continue
    values[id] = whole(id, value, answers, address?.joints[id] ?? [])
  }
  if (values[wayId] === again) delete values[wayId]
  if (address?.choice !== undefined) values.choice = address.choice
  const files = answers.flatMap(({ answer }) => answer.files ?? []).flatMap(({ id }) => (id ? [id] : []))
  return { address, values, files }
}

/** The parts of a long text as one again. */
function whole(
  id: string,
  first: string,
  answers: readonly { id: string; answer: Answer }[],
  joints: readonly string[],
): string {
  return joints.reduce((text, joint, nth) => {
    const part = answers.find((one) => one.id === `${id}~${nth + 2}`)?.answer.value ?? ''
    return part === '' ? text : text === '' ? part : `${text}${joint}${part}`
  }, first)
}
