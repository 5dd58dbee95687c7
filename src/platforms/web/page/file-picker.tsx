import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { t } from './language.ts'
import type { Uploads } from './uploads.ts'

interface FilePickerProps {
  uploads: Uploads
  class: string
  id?: string
  title?: string
  disabled?: boolean | undefined
  'aria-label'?: string
  'aria-invalid'?: boolean
  'aria-describedby'?: string | undefined
  children: ComponentChildren
}

/** A button that opens the browser's choice of files: the browser's own speaks its language, not the reader's. */
export function FilePicker({ uploads, children, ...button }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button {...button} type="button" onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('file.pick')}
        onChange={(event) => {
          uploads.add(event.currentTarget.files ?? [])
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
