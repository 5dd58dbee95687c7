const longestId = 998
const first = 20
const last = 80

/** The Message-IDs of a field, each with its angle brackets and once; of very many the oldest and newest. */
export function readMessageIds(value: string): string[] {
  const bracketed = [...value.matchAll(/<([^<>]*)>/g)].map((match) => match[1] ?? '')
  const bare = value.split(/[\s,]+/).filter((word) => word.includes('@'))
  const ids = (bracketed.length > 0 ? bracketed : bare)
    // A long one may be folded inside.
    .map((id) => id.replaceAll(/[\s\p{Cc}<>]+/gu, ''))
    .filter((id) => id !== '' && id.length <= longestId)
  const once = [...new Set(ids)].map((id) => `<${id}>`)
  return once.length > first + last ? [...once.slice(0, first), ...once.slice(-last)] : once
}
