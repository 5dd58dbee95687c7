import { useId } from 'preact/hooks'

interface LineProps {
  label: string
  value: string
  onChange: (value: string) => void
  onLeave?: () => void
  placeholder?: string | undefined
  required?: boolean
  /** The keyboard of a phone. */
  mode?: 'numeric' | 'email'
}

/** One line to type; browsers keep nothing of it and fill nothing in. */
export function Line({ label, value, onChange, onLeave, placeholder, required, mode }: LineProps) {
  return (
    <label>
      {label}
      <input
        value={value}
        placeholder={placeholder}
        required={required}
        inputMode={mode}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onInput={(event) => onChange(event.currentTarget.value)}
        onBlur={() => onLeave?.()}
      />
    </label>
  )
}

/** The same for what nobody may read over a shoulder. */
export function Secret({ label, value, onChange, placeholder }: LineProps) {
  return (
    <label>
      {label}
      <input
        type="password"
        value={value}
        placeholder={placeholder}
        // The one word that keeps a browser from filling in its own password for this site.
        autocomplete="new-password"
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  )
}

interface ChoiceProps {
  label: string
  value: string
  onChange: (value: string) => void
  options: { id: string; label: string }[]
}

export function Choice({ label, value, onChange, options }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}

interface AreaProps {
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
}

/** Several lines, each a thing of its own. */
export function Area({ label, hint, value, onChange }: AreaProps) {
  const id = useId()
  return (
    <label>
      {label}
      <textarea
        rows={2}
        value={value}
        aria-describedby={id}
        spellcheck={false}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <small id={id}>{hint}</small>
    </label>
  )
}

interface TickProps {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}

export function Tick({ label, checked, onChange }: TickProps) {
  return (
    <label class="tick">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  )
}
