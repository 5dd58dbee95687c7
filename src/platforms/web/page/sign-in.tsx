import './base.css'
import './sign-in.css'
import type { ComponentChildren } from 'preact'
import type { MemberView } from '../api.ts'
import { addresses } from './addresses.ts'
import { begin } from './begin.tsx'
import { createStaffWire, seated } from './door.ts'
import { t } from './language.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { roleName } from './role.ts'
import { PasswordForm, SignInForm } from './sign-in-form.tsx'
import { wordsOf } from './wire.ts'

let csrf = ''
const wire = createStaffWire(() => csrf)

function Sheet({ title, children }: { title: string; children: ComponentChildren }) {
  document.title = title
  return (
    <div class="sheet-page">
      <LanguageSwitch />
      <main class="sheet">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}

async function findMember(): Promise<MemberView> {
  const member = await wire.get<MemberView>(addresses.me)
  csrf = member.csrf
  return member
}

/** Uses a one-time link up by asking for it; merely looking at it does nothing. */
async function enterByLink(token: string): Promise<ComponentChildren> {
  try {
    await wire.post(addresses.signInByLink, { token })
  } catch (error) {
    // The page was loaded again after the link was used: whoever is signed in goes on.
    const member = await findMember().catch(() => undefined)
    return member ? <Welcome member={member} /> : <BadLink words={wordsOf(error)} />
  }
  const member = await findMember()
  if (!member.demo) return <Welcome member={member} />
  location.replace(seated('/desk'))
  return <p class="page-note">{t('signIn.entering', { name: member.name })}</p>
}

function Welcome({ member }: { member: MemberView }) {
  return (
    <Sheet title={t('signIn.welcome', { name: member.name })}>
      <p class="who">
        {member.company} · {member.workNo} · {member.roles.map(roleName).join(t('word.comma'))}
      </p>
      <PasswordForm wire={wire} />
      <p class="sheet-foot">
        <a href={seated('/desk')}>{t('signIn.later')}</a>
      </p>
    </Sheet>
  )
}

function BadLink({ words }: { words: string }) {
  return (
    <Sheet title={t('signIn.badLink')}>
      <p class="fault" role="alert">
        {words}
      </p>
      <p>{t('signIn.newLink')}</p>
      <p class="sheet-foot">
        <a href={seated('/sign-in')}>{t('signIn.withPassword')}</a>
      </p>
    </Sheet>
  )
}

void begin(async () => {
  const token = /^\/sign-in\/([^/]+)/.exec(location.pathname)?.[1]
  if (token !== undefined) return enterByLink(decodeURIComponent(token))
  return (
    <Sheet title={t('signIn.title')}>
      <SignInForm wire={wire} />
    </Sheet>
  )
})
