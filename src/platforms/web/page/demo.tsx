import './base.css'
import './demo.css'
import { useState } from 'preact/hooks'
import { addresses } from './addresses.ts'
import { begin } from './begin.tsx'
import { keep, kept } from './kept.ts'
import { language, t } from './language.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { createWire } from './wire.ts'

interface Window {
  id: 'customer' | 'agent' | 'department'
  title: string
  who: string
  src: string
}

const steps = ['step1', 'step2', 'step3', 'step4', 'step5'] as const

// Open the first time, where it leaves room for the three windows.
const guideOpen =
  kept('guide') === undefined && matchMedia('(min-width: 1024px) and (min-height: 800px)').matches

const keepGuide = (open: boolean): void => keep('guide', open ? undefined : 'closed')

/** Customer, agent and department side by side; on a narrow screen one at a time, all three stay alive. */
function Demo({ windows }: { windows: Window[] }) {
  const [shown, setShown] = useState<Window['id']>('customer')
  document.title = t('demo.title')
  return (
    <div class="demo">
      <header class="demo-head">
        <h1>
          <span class="demo-mark">{t('page.demo')}</span> {t('demo.title')}
        </h1>
        <LanguageSwitch />
      </header>
      <details class="guide" open={guideOpen} onToggle={(event) => keepGuide(event.currentTarget.open)}>
        <summary>{t('demo.guide')}</summary>
        <p>{t('demo.what')}</p>
        <ol>
          {steps.map((step) => (
            <li key={step}>{t(`demo.${step}`)}</li>
          ))}
        </ol>
      </details>
      <div class="demo-tabs" role="tablist" aria-label={t('demo.windows')}>
        {windows.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={id === shown}
            aria-controls={`window-${id}`}
            onClick={() => setShown(id)}
          >
            {title}
          </button>
        ))}
      </div>
      <main class="windows">
        {windows.map(({ id, title, who, src }) => (
          <section
            key={id}
            id={`window-${id}`}
            class={id === shown ? 'window window-shown' : 'window'}
            aria-label={title}
          >
            <h2>
              {title} <small>{who}</small>
            </h2>
            <iframe src={src} title={title} />
          </section>
        ))}
      </main>
    </div>
  )
}

void begin(async () => {
  const wire = createWire(() => ({}))
  const { seats } = await wire.post<{ seats: { seat: string; name: string }[] }>(addresses.demoSeats, {})
  const nameOf = (seat: string): string => seats.find((one) => one.seat === seat)?.name ?? ''
  const desk = (seat: 'agent' | 'department'): Window => ({
    id: seat,
    title: t(`demo.${seat}`),
    who: nameOf(seat),
    src: `/desk?seat=${seat}&lang=${language}`,
  })
  const customer: Window = {
    id: 'customer',
    title: t('demo.customer'),
    who: t('demo.you'),
    src: `/chat?lang=${language}`,
  }
  return <Demo windows={[customer, desk('agent'), desk('department')]} />
})
