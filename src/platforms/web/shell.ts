import type { Locale, Translate } from '../../lib/i18n.ts'
import type { Bundle, PageName } from './bundle.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (c) => entities[c] ?? c)

/** The document a page's script fills. */
export function shell(
  translate: Translate,
  locale: Locale,
  page: { name: PageName; bundle: Bundle; timeZone: string },
): string {
  const files = page.bundle.pages.get(page.name)
  const style = files?.style ? `\n<link rel="stylesheet" href="${files.style}">` : ''
  const head = `${style}\n<script type="module" src="${files?.script ?? ''}"></script>`
  // Times on the page are the company's, as in everything the desk says.
  const body = `<div id="app" data-zone="${escapeHtml(page.timeZone)}"></div>\n<noscript>${escapeHtml(translate(locale, 'web.server.noScript'))}</noscript>`
  return document(locale, translate(locale, `web.server.title.${page.name}`), { head, body })
}

/** The page for an address that leads nowhere. */
export function nowhere(translate: Translate, locale: Locale): string {
  const title = translate(locale, 'web.server.nowhere.title')
  const words = translate(locale, 'web.server.nowhere.words')
  return document(locale, title, {
    head: '',
    body: `<main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(words)}</p></main>`,
  })
}

const document = (
  locale: Locale,
  title: string,
  parts: { head: string; body: string },
): string => `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">${parts.head}
</head>
<body>
${parts.body}
</body>
</html>
`

/** The mark in the browser's tab. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0d6b66"/><path d="M8 9h16a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-9l-5 4v-4H8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z" fill="#fff"/></svg>`
