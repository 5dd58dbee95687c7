const longestSignature = 14
/** Under `-- `, with its blank, nothing but a signature stands. */
const longestMarked = 30
const contact =
  /(?:电话|電話|手机|手機|tel|mobile|微信|QQ|\b[MTF])[^\S\n]{0,3}[:：.]?[^\S\n]{0,3}[+(（]?[\dA-Za-z]|@|公司|地址[:：]|https?:|www\.|部$|(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4})(?!\d)|\+\d{2}(?:[ -]?\d){8,}/im
const wish = /^(?:祝|顺祝|順祝|此致|敬礼|谢谢|謝謝|顺颂|商祺)/

/** Drops what stands under `-- `, or under a bare `--` where it reads like a signature. */
export function dropSignature(lines: string[]): void {
  for (let at = lines.length - 1; at >= Math.max(0, lines.length - longestMarked); at -= 1) {
    const line = lines[at] ?? ''
    if (!/^--\s?$/.test(line) || isAnnounced(lines, at)) continue
    const below = lines.slice(at + 1)
    if ((/\s$/.test(line) && !isText(below)) || readsLikeSignature(below)) {
      lines.length = at
      return
    }
  }
}

/** What stands under a colon, or 如下, is what the line above it promises. */
const isAnnounced = (lines: readonly string[], at: number): boolean => {
  let before = at - 1
  while (before >= 0 && lines[before]?.trim() === '') before -= 1
  return promises.test((lines[before] ?? '').slice(-200).trim())
}
const promises = /[:：]$|(?:下面|以下|如下|信息|资料|資料|地址|邮箱|郵箱|电话|是|这个|到)[^，。！？]{0,4}$/

/** Sentences, and nobody to be reached: the words go on below the dashes. */
const isText = (below: readonly string[]): boolean =>
  below.some((line) => /[。！？?]\s*$/.test(line)) && !below.some((line) => contact.test(line))

const readsLikeSignature = (below: readonly string[]): boolean =>
  below.length <= 8 &&
  below.every((line) => line.length <= 60 && (wish.test(line) || !/[。！？!?]$/.test(line.trim()))) &&
  below.some((line) => contact.test(line))

const listFooter = /mailing list|邮件列表|@lists\.|\blistinfo\b/i

/** Drops what a list's program puts under a long rule. */
export function dropListFooter(lines: string[]): void {
  for (let at = lines.length - 1; at > Math.max(0, lines.length - 8); at -= 1)
    if (/^_{20,}\s*$/.test(lines[at] ?? '') && listFooter.test(lines.slice(at + 1).join('\n')))
      lines.length = at
}

const pipes = /^[\s|]*\|[\s|]*$/

/** Drops the card of 网易邮箱大师: a frame of bare pipes around a name and an address; `framed`: its maker stood below. */
export function dropCard(lines: string[], framed = false): void {
  const earliest = Math.max(0, lines.length - longestSignature)
  for (let at = earliest; at < lines.length; at += 1) {
    if (!pipes.test((lines[at] ?? '').slice(0, 60)) || isAnnounced(lines, at)) continue
    const card = lines.slice(at)
    const short = card.every((line) => line.length <= 60)
    if (short && (framed || card.some((line) => /@|邮箱/.test(line)))) {
      lines.length = at
      return
    }
  }
}

export interface Sender {
  name: string
  address: string
}

const addressLine = /^<?[^\s@<>]+@[^\s@<>]+\.[a-z]+>?$/i

/** 王芳, Wang Fang: nothing that an address answers. */
const calledSo = /^(?!.*[是到给給发發邮郵寄送用])[\u4e00-\u9fff]{2,4}$|^[A-Z][A-Za-z. ]{1,20}$/

const foxmailRule = /^\s*[_-]{10,}\s*$/

/**
 * Without Foxmail's own signature above an older mail: the sender's name and address on lines of their own, or all
 * under its rule. Somebody who answers with nothing but an address keeps it.
 */
export function withoutNameCard(lines: string[], sender: Sender | undefined): string[] {
  const filled = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at])).slice(-longestSignature)
  const last = lines[filled.at(-1) ?? -1]?.trim() ?? ''
  const name = lines[filled.at(-2) ?? -1]?.trim() ?? ''
  const ruled = sender ? underRule(lines, sender) : undefined
  if (ruled !== undefined) return lines.slice(0, ruled)
  if (filled.length < 2 || !addressLine.test(last) || /[:：]$/.test(name)) return lines
  if (sender && last.replace(/[<>]/g, '').toLowerCase() !== sender.address.toLowerCase()) return lines
  const named = sender?.name ? name === sender.name : name.length <= 12 && !/[。！？!?，,：:]/.test(name)
  // Set off from the words: 登记信息如下 has its answer right below it.
  const apart = (filled.at(-3) ?? -1) + 1 < (filled.at(-2) ?? 0)
  // Under a finished sentence an address answers nothing.
  const isAsked =
    isAnnounced(lines, filled.at(-1) ?? 0) ||
    /邮箱|郵箱|地址|邮件|发到|發到|发给|寄到|e-?mail|联系/i.test(name)
  if (sender && !isAsked && /[。！？.!?~～]$/.test(name)) return lines.slice(0, filled.at(-1))
  if (filled.length < 3 || !apart || isAnnounced(lines, filled.at(-2) ?? 0)) return lines
  if (named) return lines.slice(0, filled.at(-2))
  return calledSo.test(name) ? lines.slice(0, filled.at(-1)) : lines
}

/** Where a rule stands with nothing but short lines under it, the sender's address among them. */
function underRule(lines: readonly string[], { name, address }: Sender): number | undefined {
  for (let at = lines.length - 1; at > Math.max(0, lines.length - longestSignature); at -= 1) {
    const line = lines[at] ?? ''
    if (line.length > 60) return undefined
    if (!foxmailRule.test(line)) continue
    if (isAnnounced(lines, at)) return undefined
    const below = lines.slice(at + 1).filter((one) => one.trim() !== '')
    const text = below.join('\n').toLowerCase()
    const isOwn = address !== '' && text.includes(address.toLowerCase())
    const [local] = address.toLowerCase().split('@')
    const isName = below.length === 1 && [name.toLowerCase(), local].includes(text.trim())
    return isOwn || isName || readsLikeSignature(below) ? at : undefined
  }
  return undefined
}
