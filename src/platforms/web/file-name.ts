import { charactersOf, cleanName } from './clean.ts'

const longest = 120

/** A name that is only a name: no folders, no controls, nothing a file system or a shell reads in its own way. */
export function safeFileName(said: string, extension: string): string {
  const last = said.split(/[/\\]/).at(-1) ?? ''
  const name = cleanName(last.replaceAll(/[<>:"|?*`$;&%]/g, '_'), 255).replace(/^[.\s~-]+/, '')
  const stem = charactersOf(name.replace(/\.[^.]{1,10}$/, ''))
    .slice(0, longest - extension.length - 1)
    .join('')
    .trim()
  return `${stem || 'file'}.${extension}`
}

/** The `Content-Disposition` header for a name in any script (RFC 6266, RFC 8187). */
export function dispositionOf(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
