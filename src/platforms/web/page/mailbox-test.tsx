import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { MailboxDraft, MailCursor, MailTestView } from '../mail-api.ts'
import { addresses } from './addresses.ts'
import { t } from './language.ts'
import { type Wire, wordsOf } from './wire.ts'

interface MailboxTestProps {
  wire: Wire
  /** What is to be tried: as it stands in the form now. */
  asked: () => { id?: string; draft: MailboxDraft }
  /** Servers somebody wants to believe. */
  onTrust: (names: string[]) => void
  /** Other buttons, beside that of the test. */
  children: ComponentChildren
}

interface Tried {
  findings: MailTestView['findings']
  trusted: string[]
  /** What is being done now; '' when it is done. */
  doing: MailCursor['step'] | ''
  fault: string
}

const first: MailCursor = { step: 'reading', token: '', attempt: 0, readable: false }
const signs = { good: '✓', mind: '!', bad: '✗' }

/** Tries the mailbox out and shows each step as it ends. */
export function MailboxTest({ wire, asked, onTrust, children }: MailboxTestProps) {
  const [tried, setTried] = useState<Tried>()
  const gone = useRef(false)
  useEffect(
    () => () => {
      gone.current = true
    },
    [],
  )
  const run = async (): Promise<void> => {
    const wanted = asked()
    let at: (MailCursor & { afterMs: number }) | undefined = { ...first, afterMs: 0 }
    let so: Tried = { findings: [], trusted: [], doing: 'reading', fault: '' }
    const show = (change: Partial<Tried>): void => {
      so = { ...so, ...change }
      setTried(so)
    }
    while (at && !gone.current) {
      const { afterMs, ...cursor } = at
      show({ doing: cursor.step })
      await new Promise((resolve) => setTimeout(resolve, afterMs))
      if (gone.current) return
      try {
        const view: MailTestView = await wire.post(addresses.examineMailbox, { ...wanted, at: cursor })
        show({ findings: [...so.findings, ...view.findings], trusted: view.trusted })
        at = view.next
      } catch (error) {
        return show({ doing: '', fault: wordsOf(error) })
      }
    }
    show({ doing: '' })
  }
  const busy = tried !== undefined && tried.doing !== ''
  return (
    <>
      <div class="buttons">
        <button type="button" class="button" disabled={busy} onClick={() => void run()}>
          {busy ? t('card.busy') : t('mail.test')}
        </button>
        {children}
      </div>
      {tried && <Results tried={tried} onTrust={onTrust} />}
    </>
  )
}

function Results({ tried, onTrust }: { tried: Tried; onTrust: (names: string[]) => void }) {
  const { findings, trusted, doing, fault } = tried
  return (
    <ol class="findings-list" aria-live="polite">
      {findings.map(({ title, mark, says, remedy }) => (
        <li key={title + says} class={`finding-${mark}`}>
          <span class="finding-mark" aria-hidden="true">
            {signs[mark]}
          </span>
          <div>
            <p>
              <strong>{title}</strong> {says}
            </p>
            {remedy && <p class="finding-remedy">→ {remedy}</p>}
          </div>
        </li>
      ))}
      {doing && (
        <li class="finding-doing">
          <span class="finding-mark" aria-hidden="true">
            …
          </span>
          <p>{t(`mail.doing.${doing}`)}</p>
        </li>
      )}
      {fault && (
        <li>
          <p class="fault" role="alert">
            {fault}
          </p>
        </li>
      )}
      {trusted.length > 0 && (
        <li>
          <button type="button" class="button" onClick={() => onTrust(trusted)}>
            {t('mail.trust', { names: trusted.join(', ') })}
          </button>
        </li>
      )}
    </ol>
  )
}
