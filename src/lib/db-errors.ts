// Prisma wraps what PostgreSQL and the network say in several ways (its own codes, `meta.driverAdapterError`,
// `cause`, or not at all); these look through all of them.

/**
 * PostgreSQL took the transaction back for a deadlock or a serialization failure, or somebody wrote the same
 * key at the same moment: nothing was written, and the next try sees what they wrote.
 */
export const isConflict = (error: unknown): boolean => saysAny(error, /^(P2034|40001|40P01|P2002|23505)\b/)

/** The database was not there, or the connection broke: nothing can be recorded until it is back. */
export const isAway = (error: unknown): boolean =>
  saysAny(error, /^(P10\d\d|P2024|P2037|08\w{3}|53\w{3}|57P0\d|25006|25P03|55P03)\b/) ||
  saysAny(error, /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b/) ||
  saysAny(error, /connect ENOENT|Unable to start a transaction in the given time/) ||
  saysAny(
    error,
    /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/,
  )

/** It took longer than it may, where everything is slow: the next try may well do. */
export const isTooSlow = (error: unknown): boolean => saysAny(error, /^(P2028|57014)\b/)

const saysAny = (error: unknown, pattern: RegExp): boolean =>
  sayings(error).some((saying) => pattern.test(saying))

/** `code message` of the error and of everything it wraps. */
function sayings(error: unknown, depth = 0): string[] {
  if (!isRecord(error) || depth > 5) return []
  const own = [error.code, error.originalCode].filter((code) => code !== undefined).map(String)
  const inner = isRecord(error.meta) ? error.meta.driverAdapterError : undefined
  return [...own, String(error.message), ...sayings(inner, depth + 1), ...sayings(error.cause, depth + 1)]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
