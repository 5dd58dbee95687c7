import { useEffect, useRef } from 'preact/hooks'
import { t } from './language.ts'

const keys = [
  ['j / k', 'move'],
  ['Enter', 'primary'],
  ['e', 'edit'],
  ['Ctrl/⌘ + Enter', 'send'],
  ['Esc', 'cancel'],
  ['/', 'search'],
  ['g', 'write'],
  ['?', 'help'],
] as const

/** Every key of the desk, on one small sheet. */
export function Help({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="help" aria-label={t('help.title')} onClose={onClose}>
      <h2>{t('help.title')}</h2>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`help.${what}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('help.commands')}</p>
      <form method="dialog">
        <button type="submit" class="button primary">
          {t('act.close')}
        </button>
      </form>
    </dialog>
  )
}
