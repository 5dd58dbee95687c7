import { fileTypeFromBuffer } from 'file-type'

/** What a file is, by its bytes; `name` is what its name may end in, the first being the usual one. */
interface Kind {
  mediaType: string
  extensions: string[]
}

const office = 'application/vnd.openxmlformats-officedocument'
// The old office formats share one container: the name says which it is.
const kinds: Kind[] = [
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jfif'] },
  { mediaType: 'image/png', extensions: ['png'] },
  { mediaType: 'image/gif', extensions: ['gif'] },
  { mediaType: 'image/webp', extensions: ['webp'] },
  { mediaType: 'image/bmp', extensions: ['bmp'] },
  { mediaType: 'image/heic', extensions: ['heic', 'heif'] },
  { mediaType: 'video/mp4', extensions: ['mp4'] },
  { mediaType: 'video/quicktime', extensions: ['mov'] },
  { mediaType: 'application/pdf', extensions: ['pdf'] },
  { mediaType: `${office}.wordprocessingml.document`, extensions: ['docx'] },
  { mediaType: `${office}.spreadsheetml.sheet`, extensions: ['xlsx'] },
  { mediaType: `${office}.presentationml.presentation`, extensions: ['pptx'] },
  { mediaType: 'application/x-cfb', extensions: ['doc', 'xls', 'ppt'] },
  { mediaType: 'text/plain', extensions: ['txt', 'csv', 'log', 'md'] },
]

export type KindVerdict =
  | { ok: true; mediaType: string; extension: string }
  /** `file_type`: of a kind nobody may send. `file_lies`: name or declared type say something else than the bytes. */
  | { ok: false; reason: 'file_empty' | 'file_type' | 'file_lies' }

/** Looks at the bytes and says what a file is; name and declared media type must agree with them. */
export async function checkKind(
  bytes: Buffer,
  said: { name: string; mediaType: string },
): Promise<KindVerdict> {
  if (bytes.length === 0) return { ok: false, reason: 'file_empty' }
  const extension = /\.([^.\s]{1,10})$/.exec(said.name)?.[1]?.toLowerCase()
  const actual = await kindOf(bytes)
  const claimed = kinds.find((kind) => extension !== undefined && kind.extensions.includes(extension))
  // Not a kind we take; when the name claims one that we do take, it lies as well.
  if (!actual) return { ok: false, reason: claimed ? 'file_lies' : 'file_type' }
  if (extension !== undefined && claimed !== actual) return { ok: false, reason: 'file_lies' }
  if (!agrees(actual, said.mediaType.toLowerCase())) return { ok: false, reason: 'file_lies' }
  return { ok: true, mediaType: actual.mediaType, extension: extension ?? actual.extensions[0] ?? 'bin' }
}

async function kindOf(bytes: Buffer): Promise<Kind | undefined> {
  const found = await fileTypeFromBuffer(bytes)
  if (found) return kinds.find((kind) => kind.mediaType === found.mime)
  return isPlainText(bytes) ? kinds.find((kind) => kind.mediaType === 'text/plain') : undefined
}

/** A declared type disagrees only when it names another kind of ours or one that a browser would run. */
function agrees(actual: Kind, declared: string): boolean {
  const type = declared.split(';')[0]?.trim() ?? ''
  if (/html|xml|svg|script/.test(type) && !type.startsWith(office)) return false
  const family = type.split('/')[0] ?? ''
  return !/^(image|video|audio)$/.test(family) || actual.mediaType.startsWith(`${family}/`)
}

/** Text in UTF-8 or GB 18030 without controls, and no page or drawing: a log may quote one, but not begin as one. */
function isPlainText(bytes: Buffer): boolean {
  const text = decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030')
  if (text === undefined) return false
  if (/\p{Cc}/u.test(text.replaceAll(/[\t\n\v\f\r]/g, ''))) return false
  return !/^<(!doctype|html|head|body|svg|script|iframe|\?xml)\b/i.test(afterComments(text))
}

function afterComments(text: string): string {
  let rest = text.trimStart()
  while (rest.startsWith('<!--') && rest.includes('-->'))
    rest = rest.slice(rest.indexOf('-->') + 3).trimStart()
  return rest
}

function decode(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
