import { escaped } from '../../../../lib/html.ts'
import { type Attributes, walkHtml } from './walk.ts'

const allowed = new Set(
  'a b strong i em u s del ins sub sup small big p div span br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code table caption colgroup col thead tbody tfoot tr td th img center'.split(
    ' ',
  ),
)
const alone = new Set(['br', 'hr', 'img', 'col'])
const numbers = new Set([
  'width',
  'height',
  'colspan',
  'rowspan',
  'start',
  'value',
  'border',
  'cellpadding',
  'cellspacing',
])
const longestValue = 2000
const longestPicture = 200_000

/** HTML with nothing in it that acts, loads, hides or sends; whatever was open is closed. */
export function sanitiseHtml(html: string): string {
  const out: string[] = []
  walkHtml(html, {
    open: (tag, attributes) => {
      if (allowed.has(tag)) out.push(`<${tag}${attributesOf(tag, attributes)}>`)
    },
    close: (tag) => {
      if (allowed.has(tag) && !alone.has(tag)) out.push(`</${tag}>`)
    },
    text: (text) => out.push(escaped(text)),
  })
  return out.join('').trim()
}

function attributesOf(tag: string, attributes: Attributes): string {
  const kept: [string, string][] = []
  for (const [name, value] of Object.entries(attributes)) {
    const safe = attributeOf(tag, name, value)
    if (safe !== undefined) kept.push([name, safe])
  }
  if (tag === 'a') kept.push(['rel', 'noopener noreferrer nofollow'], ['target', '_blank'])
  return kept.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')
}

function attributeOf(tag: string, name: string, value: string): string | undefined {
  if (name === 'href' && tag === 'a') return linkOf(value)
  if (name === 'src' && tag === 'img') return pictureOf(value)
  if (name === 'alt' || name === 'title') return value.slice(0, longestValue)
  if (numbers.has(name)) return /^\d{1,4}%?$/.test(value) ? value : undefined
  if (name === 'align' || name === 'dir' || name === 'type')
    return /^[a-z0-9]{1,10}$/i.test(value) ? value : undefined
  return undefined
}

function linkOf(value: string): string | undefined {
  const plain = value.replaceAll(/[\s\p{Cc}]/gu, '')
  return /^(https?:\/\/|mailto:|tel:)/i.test(plain) ? plain.slice(0, longestValue) : undefined
}

/** Pictures that came with the mail; any other would tell its server who reads, and when. */
function pictureOf(value: string): string | undefined {
  const plain = value.replaceAll(/[\s\p{Cc}]/gu, '')
  if (/^cid:/i.test(plain)) return plain.slice(0, longestValue)
  return /^data:image\/(png|jpeg|gif|webp);base64,[a-z0-9+/=]*$/i.test(plain) &&
    plain.length <= longestPicture
    ? plain
    : undefined
}
