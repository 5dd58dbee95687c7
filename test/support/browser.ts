import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where Chromium is on this machine; `undefined` where there is none. */
const chromiumPath: string | undefined = known.find((file) => existsSync(file))

/** Browser stories are skipped without Chromium, in one clear line; in CI they must run. */
export function mustSkip(): boolean {
  if (chromiumPath) return false
  if (process.env.KEFUTAI_NO_SKIP) throw new Error('Chromium is missing: install the package chromium')
  process.stdout.write(
    'skipped: the browser stories need Chromium (Debian: apt-get install chromium fonts-noto-cjk)\n',
  )
  return true
}

/** Headless Chromium that asks nobody anything. */
export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

const output = path.resolve(import.meta.dirname, '../output')

/** Keeps a picture of the page under test/output, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(output, { recursive: true })
  await page.screenshot({ path: path.join(output, `${name}.png`) })
}
