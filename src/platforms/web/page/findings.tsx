import type { Card, ReplyFinding, ReplyWay } from '../../card.ts'
import { chosenText, editAction } from './answer.ts'
import { t } from './language.ts'
import type { Press } from './press.ts'

interface FindingsProps {
  card: Card
  press: Press
  findings: ReplyFinding[]
}

/** Why a reply was kept back, each with the words it is about and the better wording, and how to go on. */
export function Findings({ card, press, findings }: FindingsProps) {
  const { editing, notice } = press
  const edit = editAction(card)
  const text = editing?.values.text ?? chosenText(card, press.choice) ?? ''
  return (
    <div class="findings">
      <ul aria-label={t('check.title')}>
        {findings.map((finding) => (
          <li key={`${finding.name}${finding.start}`} class={`finding finding-${finding.level}`}>
            <strong>{finding.name}</strong> <Words finding={finding} text={text} />
            <span class="finding-advice">{finding.advice}</span>
          </li>
        ))}
      </ul>
      <div class="buttons">
        {!editing && edit && (
          <button type="button" class="button primary" onClick={() => press.press(edit)}>
            {edit.label}
          </button>
        )}
        {notice?.ways?.map((way: ReplyWay) => (
          <button
            key={way}
            type="button"
            class="button"
            data-way={way}
            disabled={press.busy !== undefined}
            onClick={() => press.despite(way)}
          >
            {t(`check.way.${way}`)}
          </button>
        ))}
      </div>
    </div>
  )
}

/** The words a finding is about; in an open editor a press selects them. */
function Words({ finding, text }: { finding: ReplyFinding; text: string }) {
  const words = text.slice(finding.start, finding.end)
  if (words === '' || words === text) return null
  return (
    <button
      type="button"
      class="finding-words"
      title={t('check.select')}
      onClick={(event) => select(event.currentTarget, finding)}
    >
      {words}
    </button>
  )
}

function select(from: HTMLElement, { start, end }: ReplyFinding): void {
  const field = from.closest('.acts')?.querySelector('textarea')
  field?.focus()
  // The desk looked at the text without the blanks around it.
  const before = field ? field.value.length - field.value.trimStart().length : 0
  field?.setSelectionRange(before + start, before + end)
}
