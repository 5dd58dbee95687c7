import { useState } from 'preact/hooks'
import type { NewStaff, SystemView } from '../api.ts'
import { addresses } from './addresses.ts'
import { formText } from './form-text.ts'
import { t } from './language.ts'
import { roleName, roles } from './role.ts'
import { SecretLink } from './secret-link.tsx'
import { type Wire, wordsOf } from './wire.ts'

interface NewStaffProps {
  system: SystemView
  wire: Wire
  onAdded: () => Promise<void>
}

/** Adds a staff member; what comes out is the one-time link they sign in with. */
export function NewStaffForm({ system, wire, onAdded }: NewStaffProps) {
  const [fault, setFault] = useState('')
  const [added, setAdded] = useState<{ name: string; link: string }>()
  const add = async (form: HTMLFormElement): Promise<void> => {
    const staff = readStaff(new FormData(form))
    if (staff.roles.length === 0) return setFault(t('admin.needRole'))
    setFault('')
    try {
      const { link } = await wire.post<{ link: string }>(addresses.staff, staff)
      setAdded({ name: staff.name, link })
      form.reset()
      await onAdded()
    } catch (error) {
      setFault(wordsOf(error))
    }
  }
  return (
    <details class="new-staff">
      <summary>{t('admin.add')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void add(event.currentTarget)
        }}
      >
        <div class="new-staff-row">
          <Line name="workNo" label={t('admin.workNo')} max={40} />
          <Line name="name" label={t('admin.name')} max={60} />
          <Line name="login" label={t('admin.login')} max={64} />
          <label>
            {t('admin.email')}
            <input type="email" name="email" maxLength={200} autocomplete="off" />
          </label>
        </div>
        <Boxes
          name="roles"
          label={t('admin.roles')}
          options={roles.map((role) => ({ code: role, name: roleName(role) }))}
        />
        <Boxes name="departments" label={t('admin.departments')} options={system.departments} />
        {fault && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" class="button primary">
          {t('admin.addNow')}
        </button>
      </form>
      {added && <SecretLink link={added.link} name={added.name} />}
    </details>
  )
}

function Line({ name, label, max }: { name: string; label: string; max: number }) {
  return (
    <label>
      {label}
      <input name={name} required maxLength={max} autocomplete="off" />
    </label>
  )
}

function Boxes(props: { name: string; label: string; options: { code: string; name: string }[] }) {
  return (
    <fieldset class="boxes">
      <legend>{props.label}</legend>
      {props.options.map((option) => (
        <label key={option.code}>
          <input type="checkbox" name={props.name} value={option.code} />
          {option.name}
        </label>
      ))}
    </fieldset>
  )
}

function readStaff(data: FormData): NewStaff {
  const line = (name: string): string => formText(data, name).trim()
  const email = line('email')
  return {
    ...(email === '' ? {} : { email }),
    workNo: line('workNo'),
    name: line('name'),
    login: line('login'),
    roles: data.getAll('roles').map(String),
    departments: data.getAll('departments').map(String),
  }
}
