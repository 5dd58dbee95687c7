import { sizeText } from './file-size.ts'
import { Icon } from './icon.tsx'
import { t } from './language.ts'
import type { Uploads } from './uploads.ts'

/** The files of the message being written: picture, progress, or why one cannot be sent. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  if (uploads.list.length === 0) return null
  return (
    <ul class="uploads" aria-label={t('file.list')}>
      {uploads.list.map((one) => (
        <li key={one.key} class={one.fault ? 'upload upload-fault' : 'upload'}>
          {one.preview ? <img src={one.preview} alt="" /> : <Icon name="file" />}
          <span class="file-name">{one.name}</span>
          {one.fault ? (
            <span class="fault" role="alert">
              {one.fault}
            </span>
          ) : (
            <small>{sizeText(one.size)}</small>
          )}
          {!one.fault && !one.view && (
            <progress max={1} value={one.share} aria-label={t('file.progress', { name: one.name })} />
          )}
          <button
            type="button"
            class="icon-button"
            aria-label={t('file.remove', { name: one.name })}
            onClick={() => uploads.remove(one.key)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  )
}
