import { PlatformError } from '../../../lib/errors.ts'
import type { CardAttachment } from '../../card.ts'
import type { OpenDeps } from '../deps.ts'

// https://developer.work.weixin.qq.com/document/path/90253

const mostImage = 2 * 1024 * 1024
const mostFile = 20 * 1024 * 1024
const leastFile = 5
const picture = /^image\/(?:png|jpeg)$/

/** A file as 微信客服 sends it: uploaded, by its media_id. Throws PlatformError `refused` in words where it cannot be. */
export async function uploadAttachment(deps: OpenDeps, { name, ref }: CardAttachment): Promise<object> {
  const file = await deps.host.openFile(ref)
  if (!file) throw refused(deps, 'noFile', name)
  const { bytes, mediaType } = file
  if (bytes.length < leastFile) throw refused(deps, 'fileEmpty', name)
  if (bytes.length > mostFile) throw refused(deps, 'fileTooLarge', name)
  // A picture too large for a picture goes as a file.
  const kind = picture.test(mediaType) && bytes.length <= mostImage ? 'image' : 'file'
  return { msgtype: kind, [kind]: { media_id: await deps.api.upload(kind, { name, mediaType, bytes }) } }
}

/** A text too long for the messages left, as a file. */
export async function uploadText(deps: OpenDeps, text: string): Promise<object> {
  const name = deps.translate(deps.site.company.locale, 'wecom.kf.wholeName')
  const bytes = Buffer.from(text)
  const media = await deps.api.upload('file', { name, mediaType: 'text/plain; charset=utf-8', bytes })
  return { msgtype: 'file', file: { media_id: media } }
}

const refused = ({ translate, site }: OpenDeps, word: string, name: string): PlatformError =>
  new PlatformError('refused', translate(site.company.locale, `wecom.kf.${word}`, { name }))
