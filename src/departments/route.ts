import { categoryOf, type Playbook } from '../playbook/playbook.ts'

/** Where a matter goes. */
export interface Route {
  /** The responsible department's code. */
  department: string
  /** The supervisors hear of it at once. */
  supervised: boolean
}

/** The responsible department of a category; an unknown category goes where the playbook's fallback goes. */
export function route(category: string, playbook: Playbook): Route {
  const { department, supervised } = categoryOf(playbook, category)
  return { department, supervised }
}
