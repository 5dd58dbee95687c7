import { useState } from 'preact/hooks'
import { addresses } from './addresses.ts'
import { t } from './language.ts'
import { SecretLink } from './secret-link.tsx'
import { SureButton } from './sure-button.tsx'
import { type Wire, wordsOf } from './wire.ts'

/** The one act that turns the demonstration into a real, empty desk. */
export function EndDemo({ wire }: { wire: Wire }) {
  const [link, setLink] = useState('')
  const [fault, setFault] = useState('')
  const end = async (): Promise<void> => {
    setFault('')
    try {
      setLink((await wire.post<{ link: string }>(addresses.endDemo, {})).link)
    } catch (error) {
      setFault(wordsOf(error))
    }
  }
  return (
    <section class="end-demo">
      <h2>{t('admin.endDemo')}</h2>
      {link ? (
        <>
          <p>{t('admin.demoEnded')}</p>
          <SecretLink link={link} name={t('role.administrator')} />
        </>
      ) : (
        <>
          <p>{t('admin.endDemoWhat')}</p>
          <SureButton label={t('admin.endDemo')} question={t('admin.endDemoSure')} onSure={end} />
        </>
      )}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </section>
  )
}
