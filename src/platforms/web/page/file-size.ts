import type { Reader } from './text.ts'

/** The largest file the web platform takes, in bytes. */
const maxFileSize = 10 * 1024 * 1024

/** At most this many files with one message. */
export const maxFiles = 10

/** What may be sent, by the end of the name; the server looks into the file itself, this only spares a wasted upload. */
const taken = /\.(jpe?g|jfif|png|gif|webp|bmp|hei[cf]|pdf|docx?|xlsx?|pptx?|txt|csv|log|md|mp4|mov)$/i

/** `820 KB`, `3.4 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

export type FileKey = 'file.tooLarge' | 'file.wrongType' | 'file.empty'

/** Why a file cannot be sent, in words; undefined if it can. */
export function fileRefusal(
  file: { name: string; size: number },
  { say }: Reader<FileKey>,
): string | undefined {
  const { name } = file
  if (file.size === 0) return say('file.empty', { name })
  if (file.size > maxFileSize)
    return say('file.tooLarge', { name, size: sizeText(file.size), max: sizeText(maxFileSize) })
  if (/\.[^.\s]+$/.test(name) && !taken.test(name)) return say('file.wrongType', { name })
  return undefined
}

/** A picture a browser may show in place; anything else is only ever downloaded. */
export function isPicture(mediaType: string): boolean {
  return /^image\/(png|jpeg|gif|webp|bmp)$/.test(mediaType)
}
