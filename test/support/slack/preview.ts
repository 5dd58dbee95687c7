type Json = Record<string, unknown>
const json = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(json) : [])
const html = (text: unknown): string =>
  (typeof text === 'string' ? text : '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** An instant as Slack shows it to somebody in Shanghai; `{date_short_pretty} {time}` is the only format we use. */
const date = (seconds: number): string =>
  new Intl.DateTimeFormat('zh-CN', {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Shanghai',
  }).format(new Date(seconds * 1000))

/** What a text object looks like: plain text is literal, of mrkdwn what we use. */
function text(value: unknown): string {
  const { type, text: words } = json(value)
  if (type !== 'mrkdwn') return html(words)
  return String(words)
    .replace(
      /<!date\^(\d+)\^[^|]*\|[^>]*>/g,
      (_whole, at: string) => `<span class="date">${date(Number(at))}</span>`,
    )
    .replace(/<https?:[^|]*\|([^>]*)>/g, '<a>$1</a>')
    .replace(/\*([^*\n]+)\*/g, '<b>$1</b>')
}

function run(element: Json): string {
  if (element.type === 'link') return `<a>${html(element.text ?? element.url)}</a>`
  if (element.type === 'date') return `<span class="date">${date(Number(element.timestamp))}</span>`
  const { bold, italic } = json(element.style)
  const words = html(element.text)
  return bold ? `<b>${words}</b>` : italic ? `<i>${words}</i>` : words
}

const runs = (element: Json): string => list(element.elements).map(run).join('')

function rich(element: Json): string {
  if (element.type === 'rich_text_quote') return `<blockquote>${runs(element)}</blockquote>`
  if (element.type === 'rich_text_preformatted') return `<pre>${runs(element)}</pre>`
  if (element.type === 'rich_text_list')
    return `<ul>${list(element.elements)
      .map((one) => `<li>${runs(one)}</li>`)
      .join('')}</ul>`
  return `<div class="rt">${runs(element)}</div>`
}

function control(element: Json): string {
  const style = typeof element.style === 'string' ? element.style : ''
  if (element.type === 'button') return `<span class="button ${style}">${text(element.text)}</span>`
  if (element.type === 'overflow') return '<span class="button">⋯</span>'
  if (element.type === 'static_select') {
    const chosen = json(element.initial_option).text ?? element.placeholder
    return `<span class="select">${text(chosen)}<span>⌄</span></span>`
  }
  if (element.type === 'radio_buttons') {
    const chosen = JSON.stringify(element.initial_option)
    return list(element.options)
      .map(
        (one) => `<div class="radio">${JSON.stringify(one) === chosen ? '◉' : '○'} ${text(one.text)}</div>`,
      )
      .join('')
  }
  if (element.type === 'file_input') return '<div class="file">⬆ 上传文件（或拖放到这里）</div>'
  if (element.type === 'plain_text_input') {
    const lines = element.multiline ? 'area' : 'line'
    return `<div class="input ${lines}">${html(element.initial_value ?? '')}</div>`
  }
  return `<span class="button">?? ${html(element.type)}</span>`
}

function block(one: Json): string {
  const accessory = one.accessory ? `<div class="accessory">${control(json(one.accessory))}</div>` : ''
  switch (one.type) {
    case 'header':
      return `<h3>${text(one.text)}</h3>`
    case 'divider':
      return '<hr>'
    case 'section': {
      const words = one.text ? `<div>${text(one.text)}</div>` : ''
      const fields = list(one.fields)
        .map((field) => `<div>${text(field)}</div>`)
        .join('')
      return `<div class="section"><div class="grow">${words}${fields ? `<div class="fields">${fields}</div>` : ''}</div>${accessory}</div>`
    }
    case 'context':
      return `<div class="context">${list(one.elements)
        .map((part) =>
          part.type === 'image' ? `<img src="${html(part.image_url)}" alt="">` : `<span>${text(part)}</span>`,
        )
        .join(' ')}</div>`
    case 'actions':
      return `<div class="actions">${list(one.elements).map(control).join('')}</div>`
    case 'rich_text':
      return `<div>${list(one.elements).map(rich).join('')}</div>`
    case 'input':
      return `<div class="field"><b>${text(one.label)}${one.optional ? ' <small>（可选）</small>' : ''}</b>${control(json(one.element))}${one.hint ? `<small>${text(one.hint)}</small>` : ''}</div>`
    default:
      return `<div>?? ${html(one.type)}</div>`
  }
}

const blocks = (some: unknown): string => list(some).map(block).join('')

/** A message of the bot in a channel. */
export const messageHtml = (some: readonly unknown[], label = ''): string =>
  `<div class="label">${html(label)}</div><div class="message"><div class="avatar">客</div><div class="body"><div class="who"><b>智能客服台</b> <span class="app">应用</span> <small>10:02</small></div>${blocks(some)}</div></div>`

/** A modal, or the front page. */
export function viewHtml(view: unknown, label = ''): string {
  const { type, title, submit, close, blocks: some } = json(view)
  const foot =
    type === 'modal'
      ? `<div class="buttons">${close ? `<span class="button">${text(close)}</span>` : ''}${submit ? `<span class="button primary">${text(submit)}</span>` : ''}</div>`
      : ''
  const head = type === 'modal' ? `<h2>${text(title)}</h2>` : ''
  return `<div class="label">${html(label)}</div><div class="view ${String(type)}">${head}${blocks(some)}${foot}</div>`
}

/** The marks that we set, drawn: a machine for tests has no font with emoji. */
const marks: Record<string, string> = {
  '🟠': '#f28c28',
  '🔵': '#2f7fd8',
  '🟢': '#2a9d57',
  '🔴': '#d93636',
  '⚪': '#c8c8c8',
  '⏸': '#8a8a8a',
}
const drawn = (page: string): string =>
  page
    .replace(/🟠|🔵|🟢|🔴|⚪|⏸/gu, (mark) => `<i class="mark" style="background:${marks[mark]}"></i>`)
    .replace(/🚨/gu, '<i class="mark" style="background:#d93636;border-radius:2px">!</i>')
    .replace(/📎|🔗|🔒|📤|⏰|⏳|✅|🛑/gu, (mark) => `<i class="mark sign">${signs[mark]}</i>`)
const signs: Record<string, string> = {
  '📎': '附',
  '🔗': '链',
  '🔒': '锁',
  '📤': '发',
  '⏰': '钟',
  '⏳': '等',
  '✅': '✓',
  '🛑': '停',
}

/** A page with these parts, in Slack's look as far as matters for judging a card. */
export const pageOf = (parts: readonly string[], theme: 'light' | 'dark' = 'light'): string =>
  `<!doctype html><meta charset="utf-8"><style>${css}</style><body class="${theme}">${drawn(parts.join(''))}`

const css = `
body{--bg:#fff;--fg:#1d1c1d;--soft:#616061;--line:#ddd;--grey:#f8f8f8;--link:#1264a3;margin:0;padding:16px 20px;width:720px;background:var(--bg);color:var(--fg);font:15px/1.47 'Noto Sans CJK SC',sans-serif}
body.dark{--bg:#1a1d21;--fg:#d1d2d3;--soft:#ababad;--line:#43464a;--grey:#222529;--link:#1d9bd1}
.label{font:12px monospace;color:var(--soft);margin:14px 0 4px;border-top:1px dashed var(--line);padding-top:4px}
.message{display:flex;gap:8px}.avatar{width:36px;height:36px;border-radius:6px;background:#4a154b;color:#fff;text-align:center;line-height:36px;flex:none}
.body{flex:1;max-width:600px;min-width:0}.app{font-size:10px;background:var(--line);border-radius:2px;padding:1px 3px;color:var(--soft)}small{color:var(--soft);font-size:12px}
h3{font-size:18px;margin:6px 0;line-height:1.35}h2{font-size:20px;margin:0 0 14px}.section{display:flex;gap:12px;margin:6px 0}.grow{flex:1;min-width:0;white-space:pre-wrap;overflow-wrap:anywhere}
.fields{display:grid;grid-template-columns:1fr 1fr;gap:4px 12px}.date{background:#e8e8e833;border-bottom:1px dotted var(--soft)}
.context{color:var(--soft);font-size:12px;white-space:pre-wrap;margin:6px 0;display:flex;gap:6px;align-items:center}.context img{width:20px;height:20px;border-radius:3px;background:#ccc}
.rt{white-space:pre-wrap;margin:4px 0;overflow-wrap:anywhere}blockquote{margin:4px 0;padding-left:12px;border-left:4px solid var(--line);white-space:pre-wrap;overflow-wrap:anywhere}
pre{font:12px/1.5 Monaco,Menlo,'Noto Sans Mono CJK SC',monospace;background:var(--grey);border:1px solid var(--line);border-radius:4px;padding:8px;margin:4px 0;white-space:pre-wrap;overflow-wrap:anywhere}
ul{margin:4px 0;padding-left:24px}a{color:var(--link)}.actions{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0}
.button{border:1px solid var(--line);border-radius:4px;padding:0 12px;height:28px;line-height:28px;font-size:13px;font-weight:700;display:inline-block;white-space:nowrap;max-width:100%;overflow:hidden;text-overflow:ellipsis;background:var(--bg)}
.button.primary{background:#007a5a;color:#fff;border-color:#007a5a}.button.danger{color:#e01e5a;border-color:#e01e5a}
.select{border:1px solid var(--line);border-radius:4px;height:28px;line-height:28px;padding:0 8px;font-size:13px;min-width:180px;display:inline-flex;justify-content:space-between;gap:8px;color:var(--soft)}
.view{border:1px solid var(--line);border-radius:8px;padding:20px 24px;width:470px}.view.home{width:640px}.field{margin:14px 0}.field>b{display:block;margin-bottom:4px}.input{border:1px solid #868686;border-radius:4px;padding:6px 10px;white-space:pre-wrap;min-height:22px;overflow-wrap:anywhere}.input.area{min-height:66px}.field .select{width:100%;box-sizing:border-box}
.file{border:1px dashed var(--line);border-radius:4px;padding:10px;text-align:center;color:var(--soft)}.buttons{display:flex;justify-content:flex-end;gap:8px;margin-top:18px}hr{border:0;border-top:1px solid var(--line);margin:12px 0}.radio{margin:3px 0}.mark{display:inline-block;width:.95em;height:.95em;border-radius:50%;vertical-align:-.1em;color:#fff;font:bold .75em/1.25 sans-serif;text-align:center}.mark.sign{background:#888;border-radius:3px;width:1.4em}`
