import { type ComponentChildren, render } from 'preact'
import { pauseBefore } from './backoff.ts'
import { language, t } from './language.ts'
import { WireError, wordsOf } from './wire.ts'

/** Draws a page into its document; while the server cannot be reached it says so and tries again by itself. */
export async function begin(draw: () => Promise<ComponentChildren>): Promise<void> {
  const root = document.getElementById('app') ?? document.body
  document.documentElement.lang = language
  render(<p class="page-note">{t('page.loading')}</p>, root)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return render(await draw(), root)
    } catch (error) {
      render(<Failure words={wordsOf(error)} />, root)
      if (!(error instanceof WireError && error.passing)) return
      await new Promise((resolve) =>
        setTimeout(resolve, error.retryAfterMs ?? pauseBefore(attempt, Math.random())),
      )
    }
  }
}

function Failure({ words }: { words: string }) {
  return (
    <main class="page-note">
      <p role="alert">{words}</p>
      <button type="button" class="button primary" onClick={() => location.reload()}>
        {t('act.again')}
      </button>
    </main>
  )
}
