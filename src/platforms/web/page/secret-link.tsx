import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from './language.ts'

/** A one-time link, shown this once: whom it is for, and what to do with it. */
export function SecretLink({ link, name }: { link: string; name: string }) {
  const [copied, setCopied] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.select(), [link])
  const copy = async (): Promise<void> => {
    box.current?.select()
    await navigator.clipboard?.writeText(link)
    setCopied(true)
  }
  return (
    <div class="secret" role="status">
      <p>{t('admin.linkFor', { name })}</p>
      <div class="secret-row">
        <input ref={box} readOnly value={link} aria-label={t('admin.link')} />
        <button type="button" class="button" onClick={() => void copy().catch(() => undefined)}>
          {copied ? t('act.copied') : t('act.copy')}
        </button>
      </div>
    </div>
  )
}
