import { createHash } from 'node:crypto'
import type { WebhookAnswer } from '../platforms/platform.ts'
import { escaped } from './html.ts'

/** A page behind a link: works without a script, at any width, in light and dark. */
export interface SmallPage {
  lang: string
  company: string
  title: string
  /** HTML, whatever anybody wrote in it escaped. */
  body: string[]
}

const css = `
:root { color-scheme: light dark }
body { margin: 0; font: 16px/1.7 -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Segoe UI', Arial, sans-serif; background: #f5f6f7; color: #1f2329 }
main { max-width: 520px; margin: 8vh auto; padding: 28px 24px; background: #fff; border-radius: 12px }
h1 { margin: 0 0 12px; font-size: 20px }
p { margin: 0 0 16px }
small, label { color: #51565d; font-size: 14px }
textarea, select { box-sizing: border-box; width: 100%; margin: 4px 0 16px; padding: 8px 10px; font: inherit; color: inherit; background: transparent; border: 1px solid #8f959e; border-radius: 6px }
button { width: 100%; margin: 0 0 16px; padding: 10px; font: inherit; font-weight: 600; color: #fff; background: #1456f0; border: 0; border-radius: 8px; cursor: pointer }
h2 { margin: 24px 0 8px; font-size: 16px }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0 0 16px; font-size: 14px }
dt { color: #51565d }
dd { margin: 0; overflow-wrap: anywhere }
blockquote, .draft, .finding { margin: 0 0 16px; padding: 8px 12px; border-left: 3px solid #8f959e; white-space: pre-wrap; overflow-wrap: anywhere }
.finding { border-left-color: #d4a106; white-space: normal }
.block { border-left-color: #d83931 }
.notice { font-weight: 600 }
mark { color: inherit; background: #ffe7a0 }
fieldset { margin: 0 0 16px; padding: 8px 12px; border: 1px solid #8f959e; border-radius: 6px }
fieldset label { display: inline-block; min-width: 40px; padding: 6px 12px 6px 0; color: inherit }
button.plain { color: #1456f0; background: transparent; border: 1px solid #1456f0 }
button.danger { background: #c02a26 }
:focus-visible { outline: 2px solid #1456f0; outline-offset: 2px }
@media (max-width: 568px) { main { box-sizing: border-box; margin: 0; min-height: 100vh; border-radius: 0 } }
@media (prefers-color-scheme: dark) { body { background: #17181a; color: #ebebeb } main { background: #202225 } small, label, dt { color: #a6abb3 } mark { background: #6b5200 } button.plain { color: #82a7fc; border-color: #82a7fc } }
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

/** A page that gives its address to nobody. */
export const smallPage = (status: number, { lang, company, title, body }: SmallPage): WebhookAnswer => ({
  status,
  headers,
  body: [
    `<!doctype html>\n<html lang="${escaped(lang)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)} · ${escaped(company)}</title><style>${css}</style></head>`,
    `<body><main><h1>${escaped(title)}</h1>`,
    ...body,
    `<small>${escaped(company)}</small></main></body></html>\n`,
  ].join('\n'),
})
