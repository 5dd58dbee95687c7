/** The value of one cookie in a `Cookie` header. Ours are base64url: nothing in them is ever encoded. */
export function readCookie(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const [key, value] = part.split('=', 2)
    if (key?.trim() === name) return value?.trim()
  }
  return undefined
}

/** The `Set-Cookie` header of a cookie no script and no other site can use; `forget` takes it away again. */
export const writeCookie = (
  name: string,
  value: string,
  { secure, forget = false }: { secure: boolean; forget?: boolean },
): string =>
  [`${name}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Strict', secure && 'Secure', forget && 'Max-Age=0']
    .filter((part) => part !== false)
    .join('; ')
