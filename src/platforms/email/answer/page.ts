import { createHash } from 'node:crypto'
import type { WebhookAnswer } from '../../platform.ts'
import { escaped } from '../read/html/sanitise.ts'

/** What a small page says; all of it is text. */
export interface Page {
  lang: string
  company: string
  title: string
  text: string
  /** A form that posts to where the page came from. */
  form?: { words: { label: string; max: number } | undefined; send: string; hint: string }
}

/** The field of a customer's words. */
export const wordsField = 'words'

const css = `
:root { color-scheme: light dark }
body { margin: 0; font: 16px/1.7 -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Segoe UI', Arial, sans-serif; background: #f5f6f7; color: #1f2329 }
main { max-width: 480px; margin: 8vh auto; padding: 28px 24px; background: #fff; border-radius: 12px }
h1 { margin: 0 0 12px; font-size: 20px }
p { margin: 0 0 16px }
small, label { color: #51565d; font-size: 14px }
textarea { box-sizing: border-box; width: 100%; margin: 4px 0 16px; padding: 8px 10px; font: inherit; color: inherit; background: transparent; border: 1px solid #8f959e; border-radius: 6px }
button { width: 100%; margin: 0 0 16px; padding: 10px; font: inherit; font-weight: 600; color: #fff; background: #1456f0; border: 0; border-radius: 8px; cursor: pointer }
@media (max-width: 520px) { main { box-sizing: border-box; margin: 0; min-height: 100vh; border-radius: 0 } }
@media (prefers-color-scheme: dark) { body { background: #17181a; color: #ebebeb } main { background: #202225 } small, label { color: #a6abb3 } }
`

// Nothing may be loaded or run; the one style is named by its hash.
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
}

/** A page that works without a script and gives its address to nobody. */
export const answerWith = (status: number, page: Page): WebhookAnswer => ({
  status,
  headers,
  body: [
    `<!doctype html>\n<html lang="${escaped(page.lang)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(page.title)} · ${escaped(page.company)}</title><style>${css}</style></head>`,
    `<body><main><h1>${escaped(page.title)}</h1>`,
    `<p>${escaped(page.text)}</p>`,
    ...(page.form ? [formOf(page.form)] : []),
    `<small>${escaped(page.company)}</small></main></body></html>\n`,
  ].join('\n'),
})

const formOf = ({ words, send, hint }: NonNullable<Page['form']>): string =>
  [
    '<form method="post">',
    ...(words
      ? [
          `<label for="words">${escaped(words.label)}</label>`,
          `<textarea id="words" name="${wordsField}" rows="4" maxlength="${words.max}"></textarea>`,
        ]
      : []),
    `<button>${escaped(send)}</button>`,
    `<p><small>${escaped(hint)}</small></p></form>`,
  ].join('\n')
