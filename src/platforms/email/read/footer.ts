import { dropCard, dropSignature } from './signature.ts'

/** Lines that a program adds under what somebody wrote. */
const added = [
  /^(?:发自|發自|來自|来自|发送自|傳送自|从|從|由|通过|使用)\s?(?:我的|Windows|Yahoo|Outlook|Foxmail|三星|华为|小米|荣耀|vivo|OPPO|钉钉|企业微信|飞书|腾讯|网易|阿里|新浪|搜狐|\d{3}|QQ|Mail|Gmail|iPhone|iPad)[^。，！？]{0,36}?(?:发送|傳送|寄出)?[。.]?$/i,
  /^(?:来自|來自|发自|發自)[^。，！？\s]{0,12}(?:邮箱|郵箱|信箱|邮箱大师|客户端)$/,
  /^(?:签名由|簽名由)\s*网易邮箱大师\s*定制$/,
  /^(?:获取|下载|取得|下載|Get)\s*(?:适用于\s*)?Outlook\s*(?:for|适用于)?\s*(?:iOS|Android|Mac)\b.{0,60}$/i,
  /^(?:Get|获取)\s*Outlook for .{0,60}$/i,
  /^Sent (?:from|via|with) (?:my|Yahoo|Mail|Outlook|Samsung|Gmail|Foxmail|Windows|Proton|an?)\b.{0,60}$/i,
  /^-+\s*(?:发自|来自|Sent from)\s?.{0,30}$/i,
  /^(?:如果?|若)您?.{0,12}(?:不想|不希望|无需|不需要|不愿).{0,12}(?:收到|接收).{0,16}(?:邮件|信息|郵件).{0,60}(?:退订|取消订阅|退訂|unsubscribe).{0,200}$/i,
  /^(?:请?点击|请?点此|退订请).{0,16}(?:退订|取消订阅|退訂|点击|回复).{0,200}$/,
  /^(?:退订|取消订阅|退訂)\s*[:：|<].{0,200}$/,
  /^(?:to unsubscribe|unsubscribe\s*[:<|]|if you (?:no longer|do not|don't) w(?:ish|ant) to receive|you (?:are receiving|received) this (?:e-?mail|message) because).{0,200}$/i,
]
const ruleLine = /^[\s_\-—=*|~·]{2,}$/
const disclaimer =
  /^[\s*_【[(（-]*(?:(?:本|此|该|這|本封|此封)(?:电子|電子)?(?:邮件|郵件|电邮|信件)(?:及|以及|和|与|连同|中|所|的|包含|含有|可能|内容|为|之|系|，|、|（)|(?:保密|免责)(?:声明|提示|条款|聲明)|声明[:：]|This (?:e-?mail|message|communication)(?: and| message|,| is| may| contains| transmission| \()|The information (?:contained )?in this|CONFIDENTIAL|Disclaimer)/i
const secrecy =
  /保密|机密|機密|专有|特权|删除|刪除|收件人|免责|confidential|privileged|intended (?:only|solely|recipient|for)|delete (?:it|this)|virus/i
const longestDisclaimer = 40
const longestLine = 400

/** The lines without what stands under them: what a program added, signatures and their cards, declarations of secrecy. */
export function withoutFooter(written: readonly string[], cutBelow: boolean): string[] {
  const lines = [...written]
  let cut = cutBelow
  for (let length = -1; length !== lines.length; ) {
    length = lines.length
    while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop()
    const filled = lines.length
    const last = lines.at(-1) ?? ''
    if (isAdded(last) || (cut && ruleLine.test(last.slice(0, longestLine)))) lines.pop()
    dropSignature(lines)
    dropCard(lines)
    dropDisclaimer(lines)
    cut ||= lines.length !== filled
  }
  return lines
}

const bareOf = (line: string): string => line.replaceAll('\u3000', ' ').trim()

const isAdded = (line: string): boolean => {
  const bare = bareOf(line)
  return bare !== '' && bare.length <= longestLine && added.some((pattern) => pattern.test(bare))
}

/** A declaration reaches to its blank line; under it may stand others, and words of the customer. */
function dropDisclaimer(lines: string[]): void {
  for (let start = Math.max(1, lines.length - longestDisclaimer); start < lines.length; start += 1) {
    if (!disclaimer.test((lines[start] ?? '').slice(0, longestLine))) continue
    let end = start
    while (end < lines.length && lines[end]?.trim() !== '') end += 1
    if (!secrecy.test(lines.slice(start, end).join('\n'))) continue
    lines.splice(start, end - start)
    return
  }
}
