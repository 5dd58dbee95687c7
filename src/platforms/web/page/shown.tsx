import { t } from './language.ts'
import { Words } from './words.tsx'

/** What was hidden, for this reader alone; gone as soon as it is closed. */
export function Shown({ parts, onClose }: { parts: { label: string; text: string }[]; onClose: () => void }) {
  return (
    <div class="shown">
      <dl>
        {parts.map(({ label, text }) => (
          <div key={`${label}${text}`}>
            <dt>{label}</dt>
            <dd>
              <Words text={text} />
            </dd>
          </div>
        ))}
      </dl>
      <button type="button" class="link" onClick={onClose}>
        {t('card.hide')}
      </button>
    </div>
  )
}
