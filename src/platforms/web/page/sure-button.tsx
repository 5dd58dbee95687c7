import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from './language.ts'

interface SureButtonProps {
  label: string
  /** Says what it leads to. */
  question: string
  onSure: () => Promise<void>
}

/** A dangerous button: asks once, in place. */
export function SureButton({ label, question, onSure }: SureButtonProps) {
  const [step, setStep] = useState<'rest' | 'asking' | 'busy'>('rest')
  const no = useRef<HTMLButtonElement>(null)
  // Not the dangerous one: a second Enter must not be enough.
  useEffect(() => no.current?.focus(), [step === 'asking'])
  if (step === 'rest')
    return (
      <button type="button" class="button danger" onClick={() => setStep('asking')}>
        {label}
      </button>
    )
  return (
    <div
      class="question question-danger"
      role="alertdialog"
      aria-label={question}
      onKeyDown={(event) => event.key === 'Escape' && setStep('rest')}
    >
      <p>{question}</p>
      <div class="buttons">
        <button
          type="button"
          class="button danger"
          disabled={step === 'busy'}
          onClick={() => {
            setStep('busy')
            void onSure().finally(() => setStep('rest'))
          }}
        >
          {step === 'busy' ? t('card.busy') : label}
        </button>
        <button ref={no} type="button" class="button" onClick={() => setStep('rest')}>
          {t('act.cancel')}
        </button>
      </div>
    </div>
  )
}
