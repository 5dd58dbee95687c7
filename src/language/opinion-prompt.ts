import { outward } from './outward.ts'
import { linesOf } from './words.ts'

/** A category a language model may choose, with what its customers want where the playbook says it. */
export interface Choice {
  code: string
  name: string
  wish?: string
}

/** What a language model is asked about. */
export interface Question {
  /** The customer's words. */
  text: string
  /** The agent's last words before them. */
  agentSaid?: string
  choices: readonly Choice[]
  /** The two codes the rules cannot decide between. */
  likely: readonly [string, string]
  /** Values known of the customer, which do not leave the house either. */
  known?: readonly string[]
}

const instructions = linesOf('opinion').join('\n')
const definitions: ReadonlyMap<string, string> = new Map(
  linesOf('labels').map((line) => {
    const [code = '', ...rest] = line.split(': ')
    return [code, rest.join(': ')] as const
  }),
)

/** The two messages of the request: what to do, and what to judge. Nothing personal is in them. */
export function promptFor(question: Question): { role: 'system' | 'user'; content: string }[] {
  const { text, agentSaid, choices, likely, known } = question
  const categories = choices.map(({ code, name, wish }) => {
    const meaning = definitions.get(code) ?? wish
    return meaning === undefined ? `${code}：${name}` : `${code}：${name}（${meaning}）`
  })
  const data = {
    ...(agentSaid === undefined ? {} : { agent: outward(agentSaid, known) }),
    customer: outward(text, known),
    likely,
  }
  return [
    { role: 'system', content: instructions.replace('{{categories}}', () => categories.join('\n')) },
    { role: 'user', content: `<data>\n${sealed(data)}\n</data>` },
  ]
}

/** JSON in which no word can end the string, the line or the block it stands in. */
const sealed = (data: object): string => JSON.stringify(data).replaceAll('<', '\\u003c')
