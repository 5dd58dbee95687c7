/**
 * Where to go after signing in: only an address of this site, whole, because `//` at the front of a
 * bare path would be read as another site's name.
 */
export function nextAddress(next: string | null, origin: string): string | undefined {
  if (!next?.startsWith('/') || !URL.canParse(next, origin)) return undefined
  const url = new URL(next, origin)
  return url.origin === origin ? url.href : undefined
}
