import { escaped } from '../../../lib/html.ts'
import type { AnswerGroup } from './answers.ts'
import type { Parts } from './parts.ts'

// Mail programs know little: one column, every style where it applies, nothing loaded.
const style = {
  page: "margin:0;padding:20px 16px;font-family:-apple-system,'PingFang SC','Microsoft YaHei','Segoe UI',Arial,sans-serif;font-size:15px;line-height:1.7;color:#1f2329;max-width:640px",
  paragraph: 'margin:0 0 14px',
  card: 'margin:4px 0 18px;padding:14px 16px 4px;border:1px solid #dee0e3;border-radius:8px',
  title: 'margin:0 0 10px;font-weight:bold',
  label: 'margin:0 0 8px;color:#646a73;font-size:13px',
  foot: 'margin:0 0 10px;color:#646a73;font-size:13px',
  signature:
    'margin:18px 0 0;padding:12px 0 0;border-top:1px solid #e5e6eb;color:#646a73;font-size:13px;line-height:1.6',
  wrote: 'margin:18px 0 6px;color:#646a73;font-size:13px',
  quote: 'margin:0;padding:2px 0 2px 12px;border-left:3px solid #dee0e3;color:#646a73;font-size:13px',
  button:
    'display:inline-block;margin:0 8px 10px 0;padding:5px 18px;border:1px solid #1456f0;border-radius:6px;text-decoration:none',
}
const colours = { plain: 'color:#1456f0;background:#ffffff', primary: 'color:#ffffff;background:#1456f0' }

/** A mail as HTML. Whatever anybody wrote is literal; only addresses of the desk itself can be followed. */
export function pageOf({ text, card, signature, quote }: Parts, of: { lang: string; ours: string }): string {
  const body = [
    ...text.split(/\n{2,}/).map((one) => block('p', style.paragraph, lines(one.split('\n'), of.ours))),
    ...(card ? [block('div', style.card, cardOf(card, of.ours))] : []),
    block('p', style.signature, lines(signature, of.ours)),
    ...(quote ? [block('p', style.wrote, literal(quote.attribution))] : []),
    ...(quote ? [block('blockquote', style.quote, lines(quote.lines, of.ours))] : []),
  ]
  return [
    `<!doctype html>\n<html lang="${of.lang}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"></head>',
    `<body style="margin:0">`,
    block('div', style.page, `\n${body.join('\n')}\n`),
    '</body></html>\n',
  ].join('\n')
}

const cardOf = ({ title, lines: told, groups, foot }: NonNullable<Parts['card']>, ours: string): string =>
  [
    ...(title === '' ? [] : [block('p', style.title, literal(title))]),
    ...(told.length === 0 ? [] : [block('p', style.paragraph, lines(told, ours))]),
    ...groups.flatMap(groupOf),
    ...(foot.length === 0 ? [] : [block('p', style.foot, lines(foot, ours))]),
  ].join('\n')

const groupOf = ({ label, answers }: AnswerGroup): string[] => [
  ...(label === '' ? [] : [block('p', style.label, literal(label))]),
  block(
    'p',
    'margin:0',
    answers
      .map(({ label: said, url, primary }) => {
        const colour = primary ? colours.primary : colours.plain
        return `<a href="${escaped(url)}" style="${style.button};${colour}">${literal(said)}</a>`
      })
      .join('\n'),
  ),
]

const block = (tag: string, css: string, inner: string): string => `<${tag} style="${css}">${inner}</${tag}>`

const lines = (all: readonly string[], ours: string): string =>
  all.map((line) => linked(line, ours)).join('<br>\n')

/** The line with addresses below our own made links. */
function linked(line: string, ours: string): string {
  let out = ''
  let rest = line
  for (;;) {
    const at = rest.indexOf(`${ours}/`)
    if (at < 0) return out + literal(rest)
    const [path = ''] = /^[!#-;=?-~]*/.exec(rest.slice(at + ours.length + 1)) ?? []
    const url = `${ours}/${path}`
    out += `${literal(rest.slice(0, at))}<a href="${escaped(url)}" style="color:#1456f0">${literal(url)}</a>`
    rest = rest.slice(at + url.length)
  }
}

/** Text as HTML shows it, its runs of spaces too. */
const literal = (text: string): string =>
  escaped(text).replaceAll('\t', '    ').replaceAll('  ', ' &nbsp;').replace(/^ /, '&nbsp;')
