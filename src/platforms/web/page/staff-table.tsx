import { useState } from 'preact/hooks'
import type { SystemView } from '../api.ts'
import { addresses } from './addresses.ts'
import { t } from './language.ts'
import { roleName } from './role.ts'
import { SecretLink } from './secret-link.tsx'
import { SureButton } from './sure-button.tsx'
import { toast } from './toast.tsx'
import { wordsOf } from './wire.ts'

/** Does something, says what became of it and loads the lists again. */
export type Act = (address: string, body: unknown, said: string) => Promise<void>

interface StaffTableProps {
  system: SystemView
  /** The work number of whoever looks: nobody closes their own account. */
  me: string
  act: Act
  newLink: (id: string) => Promise<string>
}

/** Everybody with an account, what they may do, and how they get in. */
export function StaffTable({ system, me, act, newLink }: StaffTableProps) {
  const [link, setLink] = useState<{ id: string; link: string }>()
  const makeLink = async (id: string): Promise<void> => {
    try {
      setLink({ id, link: await newLink(id) })
    } catch (error) {
      toast(wordsOf(error), 'refused')
    }
  }
  return (
    <div class="table-box">
      <table>
        <thead>
          <tr>
            <th>{t('admin.workNo')}</th>
            <th>{t('admin.name')}</th>
            <th>{t('admin.login')}</th>
            <th>{t('admin.roles')}</th>
            <th>{t('admin.departments')}</th>
            <th>{t('admin.acts')}</th>
          </tr>
        </thead>
        <tbody>
          {system.staff.map((one) => (
            <tr key={one.id} class={one.active ? undefined : 'closed'}>
              <td data-label={t('admin.workNo')}>{one.workNo}</td>
              <td data-label={t('admin.name')}>{one.name}</td>
              <td data-label={t('admin.login')}>{one.login || '—'}</td>
              <td data-label={t('admin.roles')}>{one.roles.map(roleName).join(t('word.comma'))}</td>
              <td data-label={t('admin.departments')}>{namesOf(system, one.departments)}</td>
              <td class="row-acts">
                {one.active ? (
                  <>
                    <button type="button" class="button" onClick={() => void makeLink(one.id)}>
                      {t('admin.newLink')}
                    </button>
                    {one.workNo !== me && (
                      <SureButton
                        label={t('admin.close')}
                        question={t('admin.closeSure', { name: one.name })}
                        onSure={() =>
                          act(addresses.closeStaff(one.id), {}, t('admin.closedNow', { name: one.name }))
                        }
                      />
                    )}
                  </>
                ) : (
                  t('admin.closed')
                )}
                {link?.id === one.id && <SecretLink link={link.link} name={one.name} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function namesOf({ departments }: SystemView, codes: string[]): string {
  const names = codes.map((code) => departments.find((one) => one.code === code)?.name ?? code)
  return names.join(t('word.comma')) || '—'
}
