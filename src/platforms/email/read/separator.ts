const replyWords =
  '原始邮件|原文|原始信息|原始訊息|原始郵件|原始消息|原邮件|邮件原件|邮件原文|郵件原件|回复的原邮件|回复的原始邮件|回复原邮件|回复的邮件信息|回复邮件信息|引用的邮件|引用邮件|原始邮件信息|' +
  'Original|Original Mail|Quoted Message|Original Message|Original Email|Reply to Message|Reply Message|Replied Message'
const forwardWords =
  '转发的邮件|转发邮件|已转发邮件|转发邮件信息|转发的原邮件|转发的消息|转发的信息|被转发的邮件|被转发邮件信息|轉寄的郵件|轉寄郵件|轉寄的訊息|' +
  '转发信息|转发消息|Forwarded message|Forwarded mail|Forwarded Email|Forward message'
const forwardLine =
  /^(?:Begin forwarded message|下面是被转发的邮件|以下是转发的邮件|以下是被转发的邮件|开始转发的邮件|以下是轉寄的郵件|開始轉寄郵件)\s*[:：]$/i

const rule = '[-—_=*]{2,}'
const replySeparator = new RegExp(`^${rule}\\s*(?:${replyWords})\\s*${rule}$`, 'i')
const forwardSeparator = new RegExp(`^${rule}\\s*(?:${forwardWords})\\s*${rule}$`, 'i')
const fused = new RegExp(`(?<!-)-{4,} ?(?:${replyWords}|${forwardWords}) ?-{4,}`, 'i')
/** 钉邮 and 阿里 write their own line, a rule and the sender without a break. */
const fusedAdvertisement = /^\s*(?:来自|发自)\S{0,16}邮箱\S{0,4}?(-{10,})/
const longestSeparator = 160

/** Whether a line only separates what follows as an answered or a forwarded mail. */
export function separatorKind(bare: string): 'reply' | 'forward' | undefined {
  if (bare.length > longestSeparator) return undefined
  if (replySeparator.test(bare)) return 'reply'
  if (forwardSeparator.test(bare) || forwardLine.test(bare)) return 'forward'
  return undefined
}

const unframed = new RegExp(`^(?:${replyWords}|${forwardWords})$`, 'i')
const framed = /^[-—_=*]{2,}\s*([^-—_=*]{1,40}?)\s*[-—_=*]{2,}$/

/** Some words between rules, or a separator's own without any, which separate if an older mail's head follows. */
export function framedWords(bare: string): string | undefined {
  if (bare.length > longestSeparator) return undefined
  return framed.exec(bare)?.[1] ?? (unframed.test(bare) ? bare : undefined)
}

/** 网易邮箱大师 flattened: its card's last line, and who wrote. */
const fusedAttribution =
  /签名由\s?网易邮箱大师\s?定制|在\d{4}年\d{1,2}月\d{1,2}日\s?(?:星期.|周.)?\s?\d{1,2}:\d{2}[，,][^，。！？你您我]{1,80}写道[:：]/

/** Where a separator stands in the middle of a line, as flattened HTML has it. */
export function fusedSeparator(line: string): { start: number; end: number } | undefined {
  const attribution = fusedAttribution.exec(line)
  if (attribution && attribution[0].length < line.trim().length)
    return { start: attribution.index, end: attribution.index + attribution[0].length }
  if (!line.includes('---')) return undefined
  const advertisement = fusedAdvertisement.exec(line)
  if (advertisement) {
    const end = advertisement[0].length
    return { start: end - (advertisement[1] ?? '').length, end }
  }
  const found = fused.exec(line)
  // At its start a separator stands well, behind quotation marks too.
  if (!found || (/^[\s>]*$/.test(line.slice(0, found.index)) && atEnd(line, found))) return undefined
  return { start: found.index, end: found.index + found[0].length }
}

const atEnd = (line: string, found: RegExpExecArray): boolean =>
  line.slice(found.index + found[0].length).trim() === ''
