/** The text of a response's body; `undefined`, and the rest left unread, where it has more than `most` bytes. */
export async function readAtMost(response: Response, most: number): Promise<string | undefined> {
  if (!response.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  // Counted as it is unpacked: a small body may unpack to a huge one. Leaving the loop cancels the rest.
  for await (const chunk of response.body) {
    size += chunk.byteLength
    if (size > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
