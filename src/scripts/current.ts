import type { Deps } from '../lib/deps.ts'
import { halfYearBefore, nothingYet, readExperience } from './experience.ts'
import { withExperience } from './learnt.ts'
import { readPublished } from './proposal.ts'
import { type ScriptEntry, type ScriptLibrary, withScripts } from './script.ts'

/** The library as this process uses it now. */
export interface CurrentScripts {
  readonly library: ScriptLibrary
  /** Takes in what was decided and published since, by whichever process; returns 1 when that changed the library. */
  refresh(deps: Pick<Deps, 'db' | 'now' | 'playbook'>): Promise<number>
}

/** Begins with the shipped library; everything else lies in the database. */
export function currentScripts(shipped: ScriptLibrary): CurrentScripts {
  let published: ScriptEntry[] = []
  let experience = nothingYet
  let whole = shipped
  let library = shipped
  return {
    get library() {
      return library
    },
    async refresh({ db, now, playbook }) {
      const entries = await readPublished(db, playbook)
      const decided = await readExperience(db, halfYearBefore(now()), experience)
      const more = JSON.stringify(entries) !== JSON.stringify(published)
      if (!more && decided === experience) return 0
      if (more) whole = withScripts(shipped, entries)
      published = entries
      experience = decided
      library = withExperience(whole, experience)
      return 1
    },
  }
}
