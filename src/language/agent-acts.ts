import { allMatches, createLexicon } from './lexicon.ts'
import { conceptEntries } from './words.ts'

const acts = createLexicon(conceptEntries('said'))

/** What an agent did with some words: asked, proposed, told, waited … as words/said.txt names it; `question` where they end in one. */
export function agentActs(said: string): Set<string> {
  const did = new Set(allMatches(acts, said).map(({ value }) => value))
  if (/[?？吗]/.test(said)) did.add('question')
  return did
}
