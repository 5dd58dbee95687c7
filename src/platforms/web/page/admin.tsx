import './base.css'
import './admin.css'
import { useState } from 'preact/hooks'
import type { MemberView, SystemView } from '../api.ts'
import { addresses } from './addresses.ts'
import { begin } from './begin.tsx'
import { createStaffWire, seated } from './door.ts'
import { EndDemo } from './end-demo.tsx'
import { t } from './language.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { Mail } from './mail-section.tsx'
import { NewStaffForm } from './new-staff.tsx'
import { ExpiredNotice, signInHere } from './notice-bar.tsx'
import { StaffTable } from './staff-table.tsx'
import { createStore, useStore } from './store.ts'
import { Toasts, toast } from './toast.tsx'
import { Arrivals, Deliveries } from './undone.tsx'
import { type Wire, WireError, wordsOf } from './wire.ts'

let csrf = ''
const expired = createStore(false)
const wire = createStaffWire(
  () => csrf,
  () => expired.change(() => true),
)

function Admin({ member, first }: { member: MemberView; first: SystemView }) {
  const [system, setSystem] = useState(first)
  const isExpired = useStore(expired)
  const reload = async (): Promise<void> => setSystem(await wire.get<SystemView>(addresses.system))
  /** Does something and shows what became of it, and the list as it is then. */
  const act = async (address: string, body: unknown, said: string): Promise<void> => {
    try {
      await wire.post(address, body)
      toast(said)
      await reload()
    } catch (error) {
      toast(wordsOf(error), 'refused')
    }
  }
  document.title = `${t('admin.title')} · ${member.company}`
  return (
    <div class="admin">
      {isExpired && <ExpiredNotice />}
      <header class="admin-head">
        <a href={seated('/desk')}>← {t('admin.back')}</a>
        <h1>
          {t('admin.title')}
          {system.demo && <span class="demo-mark">{t('page.demo')}</span>}
        </h1>
        <LanguageSwitch before={(locale) => wire.post(addresses.locale, { locale })} />
      </header>
      <main>
        <section aria-labelledby="staff-title">
          <h2 id="staff-title">{t('admin.staff')}</h2>
          <StaffTable system={system} me={member.workNo} act={act} newLink={(id) => linkFor(wire, id)} />
          <NewStaffForm system={system} wire={wire} onAdded={reload} />
        </section>
        <Mail wire={wire} demo={system.demo} />
        <Deliveries system={system} act={act} />
        <Arrivals system={system} act={act} />
        {system.demo && <EndDemo wire={wire} />}
      </main>
      <Toasts />
    </div>
  )
}

async function linkFor(from: Wire, id: string): Promise<string> {
  return (await from.post<{ link: string }>(addresses.linkForStaff(id), {})).link
}

void begin(async () => {
  try {
    const member = await wire.get<MemberView>(addresses.me)
    csrf = member.csrf
    return <Admin member={member} first={await wire.get<SystemView>(addresses.system)} />
  } catch (error) {
    if (!(error instanceof WireError && error.kind === 'expired')) throw error
    location.replace(signInHere())
    return <p class="page-note">{t('session.needed')}</p>
  }
})
