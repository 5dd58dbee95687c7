const longestId = 998
const first = 20
const last = 80

/**
 * A Message-ID as it is kept and looked for; undefined where it is none that anybody could answer to: longer than 900
 * characters or not printable ASCII (RFC 5322, section 3.6.4), which an index of the database may not have room for.
 */
export const keptId = (id: string | undefined): string | undefined =>
  id !== undefined && /^[\x21-\x7e]{1,900}$/.test(id) ? id : undefined

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
