import { useEffect, useId } from 'preact/hooks'
import type { CardField } from '../../card.ts'
import { addresses } from './addresses.ts'
import { countCharacters, underWay, uploadsIn } from './answer.ts'
import { useDoor } from './door.ts'
import { FilePicker } from './file-picker.tsx'
import { Icon } from './icon.tsx'
import { t } from './language.ts'
import { UploadList } from './upload-list.tsx'
import { useUploads } from './uploads.ts'

interface FieldProps {
  field: CardField
  value: string
  faulty: boolean
  /** While it is being sent: what is typed then would be lost. */
  locked?: boolean
  onChange: (value: string) => void
}

const marks = ['1', '2', '3', '4', '5'].map((mark) => ({ id: mark, label: mark }))

/** One thing an act needs to know: words, one of several, or a rating from 1 to 5. */
export function Field(props: FieldProps) {
  const id = useId()
  const { field, faulty } = props
  const fault = `${id}-fault`
  const control = { id, 'aria-invalid': faulty, 'aria-describedby': faulty ? fault : undefined }
  return (
    <div class={faulty ? 'field field-faulty' : 'field'}>
      {field.kind === 'rating' ? (
        <Rating {...props} name={id} />
      ) : (
        <>
          <label for={id}>
            <FieldLabel field={field} />
          </label>
          <Entry {...props} control={control} />
        </>
      )}
      {faulty && (
        <p class="fault" id={fault}>
          {faultOf(props)}
        </p>
      )}
    </div>
  )
}

const faultOf = ({ field, value }: FieldProps): string => {
  if (field.kind === 'files') return t('field.underWay')
  return countCharacters(value) > (field.max ?? Infinity) ? t('field.tooLong') : t('field.required')
}

function Entry(props: FieldProps & { control: Control }) {
  const { kind } = props.field
  if (kind === 'text') return <TextField {...props} />
  return kind === 'files' ? <FilesField {...props} /> : <SelectField {...props} />
}

/** Files that go with the words: sent up when they are picked, sent on with the rest. */
function FilesField({ value, locked, onChange, control }: FieldProps & { control: Control }) {
  const { wire } = useDoor()
  const uploads = useUploads(wire, addresses.deskFiles, uploadsIn(value))
  const { ready, going } = uploads
  const next = going ? underWay : ready.length > 0 ? JSON.stringify(ready) : ''
  useEffect(() => {
    if (next !== value) onChange(next)
  }, [next])
  return (
    <>
      <UploadList uploads={uploads} />
      <FilePicker {...control} uploads={uploads} class="button attach" disabled={locked}>
        <Icon name="attach" /> {t('file.pick')}
      </FilePicker>
    </>
  )
}

interface Control {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

function TextField({ field, value, locked, onChange, control }: FieldProps & { control: Control }) {
  const count = countCharacters(value)
  return (
    <>
      <textarea
        {...control}
        rows={Math.min(12, Math.max(2, rowsOf(value)))}
        value={value}
        readOnly={locked}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {field.max !== undefined && (
        <span class={count > field.max ? 'counter counter-over' : 'counter'}>
          {count} / {field.max}
        </span>
      )}
    </>
  )
}

function SelectField({ field, value, onChange, control }: FieldProps & { control: Control }) {
  return (
    <select {...control} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {value === '' && <option value="">{t('field.choose')}</option>}
      {(field.options ?? []).map((option) => (
        <option key={option.id} value={option.id}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

function Rating({ field, value, onChange, name }: FieldProps & { name: string }) {
  return (
    <fieldset class="rating">
      <legend>
        <FieldLabel field={field} />
      </legend>
      {(field.options ?? marks).map(({ id, label }) => (
        <label key={id} class={value === id ? 'rating-chosen' : undefined}>
          <input type="radio" name={name} value={id} checked={value === id} onChange={() => onChange(id)} />
          <span>{label}</span>
        </label>
      ))}
      <small>{t('field.ratingHint')}</small>
    </fieldset>
  )
}

function FieldLabel({ field }: { field: CardField }) {
  return (
    <>
      {field.label}
      {!field.required && <small> {t('field.optional')}</small>}
    </>
  )
}

/** Lines a text takes at about forty characters a line. */
export function rowsOf(text: string): number {
  return text.split('\n').reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / 40)), 0)
}
