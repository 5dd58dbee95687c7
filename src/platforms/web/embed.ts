import type { Locale, Translate } from '../../lib/i18n.ts'

/**
 * The script other sites include with one tag: a round button that opens the chat in a frame.
 * `data-locale` on the tag chooses the language of button and chat.
 */
export function embedScript(translate: Translate, locale: Locale): string {
  const labels = Object.fromEntries(
    (['zh-CN', 'en'] as const).map((one) => [
      one,
      { open: translate(one, 'web.server.embed.open'), close: translate(one, 'web.server.embed.close') },
    ]),
  )
  return script
    .replace('__LABELS__', () => JSON.stringify(labels))
    .replace('__LOCALE__', () => JSON.stringify(locale))
}

// Runs in a page that is not ours: no global names, no style sheet, nothing loaded before the button is pressed.
const script = `(() => {
  const tag = document.currentScript
  if (!tag || document.getElementById('kefutai-button')) return
  const origin = new URL(tag.src).origin
  const labels = __LABELS__
  const wanted = tag.dataset.locale || tag.getAttribute('locale') || __LOCALE__
  const locale = wanted.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
  const style = (element, rules) => Object.assign(element.style, rules)
  const narrow = () => window.innerWidth <= 480
  let frame

  const button = document.createElement('button')
  button.id = 'kefutai-button'
  button.type = 'button'
  style(button, {
    position: 'fixed', right: '20px', bottom: '20px', zIndex: '2147483000', width: '56px', height: '56px',
    border: 'none', borderRadius: '28px', background: '#0d6b66', color: '#fff', cursor: 'pointer',
    font: '26px/56px system-ui, sans-serif', padding: '0', boxShadow: '0 4px 16px rgba(0, 0, 0, .25)',
  })

  const place = () => {
    if (!frame) return
    style(frame, narrow()
      ? { inset: '0', width: '100%', height: '100%', borderRadius: '0' }
      : { inset: 'auto 20px 88px auto', width: '380px', height: 'min(600px, calc(100vh - 108px))', borderRadius: '12px' })
  }
  const show = (open) => {
    if (open && !frame) {
      frame = document.createElement('iframe')
      frame.src = origin + '/chat?embed=1&lang=' + locale
      frame.title = labels[locale].open
      style(frame, { position: 'fixed', zIndex: '2147483001', border: 'none', background: '#fff', boxShadow: '0 8px 32px rgba(0, 0, 0, .25)' })
      document.body.append(frame)
      place()
    }
    if (frame) frame.style.display = open ? 'block' : 'none'
    button.textContent = open ? '\\u00d7' : '\\ud83d\\udcac'
    button.setAttribute('aria-label', open ? labels[locale].close : labels[locale].open)
    button.setAttribute('aria-expanded', String(open))
  }
  button.addEventListener('click', () => show(button.getAttribute('aria-expanded') !== 'true'))
  window.addEventListener('resize', place)
  window.addEventListener('message', (message) => {
    if (message.origin !== origin || !frame || message.source !== frame.contentWindow) return
    if (message.data && message.data.kefutai === 'close') { show(false); button.focus() }
  })
  show(false)
  const mount = () => document.body.append(button)
  if (document.body) mount()
  else document.addEventListener('DOMContentLoaded', mount)
})()
`
