const free = 4
const firstMs = 30_000
const longestMs = 15 * 60_000

/** How long a login stays locked after this many failures in a row: nothing up to four, then 30 s, doubling up to 15 min. */
export const lockAfter = (failures: number): number =>
  failures <= free ? 0 : Math.min(longestMs, firstMs * 2 ** Math.min(failures - free - 1, 20))
