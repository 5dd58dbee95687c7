import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { UploadView } from '../api.ts'
import { countCharacters } from './answer.ts'
import { isEnter } from './enter.ts'
import { rowsOf } from './field.tsx'
import { FilePicker } from './file-picker.tsx'
import { Icon } from './icon.tsx'
import { keep, kept } from './kept.ts'
import { t } from './language.ts'
import { UploadList } from './upload-list.tsx'
import type { Uploads } from './uploads.ts'

interface ComposerProps {
  /** What is typed is kept in the browser under this name until it is sent. */
  name: string
  label: string
  placeholder: string
  max: number
  uploads?: Uploads
  /** Takes the message; the composer is empty after it. */
  onSend: (text: string, uploads: UploadView[]) => void
  onTyping?: () => void
  /** What speaks against sending this; undefined where nothing does. */
  onLook?: (text: string) => Promise<string | undefined>
  children?: ComponentChildren
}

/** Where a message is written: Enter sends, Shift+Enter begins a line, and a Chinese input method's Enter does neither. */
export function Composer(props: ComposerProps) {
  const { name, label, max, uploads, onSend } = props
  const [text, setText] = useState(() => kept(name) ?? '')
  const box = useRef<HTMLTextAreaElement>(null)
  const over = countCharacters(text) - max
  const filled = text.trim() !== '' || (uploads?.ready.length ?? 0) > 0
  const sendable = filled && over <= 0 && !uploads?.going

  const type = (next: string): void => {
    setText(next)
    keep(name, next === '' ? undefined : next)
  }
  const [warning, warn] = useState<string>()
  const ask = async (): Promise<void> => {
    const against = sendable ? await props.onLook?.(text.trim()) : undefined
    if (against === undefined) send()
    else warn(against)
  }
  const send = (): void => {
    if (!sendable) return
    warn(undefined)
    onSend(text.trim(), uploads?.ready ?? [])
    type('')
    uploads?.clear()
    box.current?.focus()
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
    >
      {props.children}
      {uploads && <UploadList uploads={uploads} />}
      {warning && <Warning text={warning} onChange={() => box.current?.focus()} onSend={send} />}
      <div class="composer-row">
        {uploads && <Files uploads={uploads} />}
        <textarea
          ref={box}
          rows={Math.min(7, rowsOf(text))}
          value={text}
          aria-label={label}
          placeholder={props.placeholder}
          enterkeyhint="send"
          onInput={(event) => {
            type(event.currentTarget.value)
            warn(undefined)
            props.onTyping?.()
          }}
          onKeyDown={(event) => {
            if (!isEnter(event) || event.shiftKey) return
            event.preventDefault()
            void ask()
          }}
          onPaste={(event) => takeFiles(event, event.clipboardData, uploads)}
        />
        <button type="submit" class="button primary send" disabled={!sendable}>
          <Icon name="send" />
          <span>{t('act.send')}</span>
        </button>
      </div>
      {over > -100 && (
        <p class={over > 0 ? 'counter counter-over' : 'counter'}>
          {over > 0 ? t('composer.over', { over }) : t('composer.left', { left: -over })}
        </p>
      )}
    </form>
  )
}

/** Said before a message goes out; its author decides. */
function Warning({ text, onChange, onSend }: { text: string; onChange: () => void; onSend: () => void }) {
  return (
    <div class="warning" role="alert">
      <p>{text}</p>
      <div class="buttons">
        <button type="button" class="button primary" onClick={onChange}>
          {t('composer.change')}
        </button>
        <button type="button" class="button" onClick={onSend}>
          {t('composer.despite')}
        </button>
      </div>
    </div>
  )
}

function Files({ uploads }: { uploads: Uploads }) {
  useDrop(uploads)
  return (
    <FilePicker uploads={uploads} class="icon-button" aria-label={t('file.pick')} title={t('file.pick')}>
      <Icon name="attach" />
    </FilePicker>
  )
}

/** Files dropped anywhere on the page are meant for the message. */
function useDrop(uploads: Uploads): void {
  const latest = useRef(uploads)
  latest.current = uploads
  useEffect(() => {
    const over = (event: DragEvent): void => event.preventDefault()
    const drop = (event: DragEvent): void => takeFiles(event, event.dataTransfer, latest.current)
    document.addEventListener('dragover', over)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('drop', drop)
    }
  }, [])
}

function takeFiles(event: Event, data: DataTransfer | null, uploads: Uploads | undefined): void {
  const files = data?.files
  if (!files?.length) return
  event.preventDefault()
  uploads?.add(files)
}
