import { dropCard, dropListFooter, dropSignature } from './signature.ts'

/** Lines that a program adds under what somebody wrote. */
const added = [
  /^(?:发自|發自)\s?我的[^。，！？,.?!]{1,30}$/,
  /^(?:来自|來自)\s?我的[^。，！？]{0,20}(?:手机|手機|平板|邮箱|iphone|ipad|mac|galaxy\S{0,12})$/i,
  /^(?:来自|來自|发自|發自)[^。，！？\s]{0,12}(?:邮箱|郵箱|信箱|邮箱大师|客户端|手机版|手机|企业微信|飞书|foxmail)(?:\s?(?:iphone|ipad|android|安卓|手机)版?)?$/i,
  /^(?:从|從|由|通过|使用)\s?(?:我的)?[^。，！？]{0,16}(?:iphone|ipad|windows|outlook|galaxy|android|mac|foxmail|三星|华为|小米|荣耀|vivo|oppo|qq邮箱|\d{3}邮箱)[^。，！？]{0,16}(?:发送|傳送|传送|寄出|发出)[。.]?$/i,
  /^(?:发送自|傳送自|发送自我的)\s?[^。，！？]{0,16}(?:windows|outlook|iphone|ipad|邮箱|手机)[^。，！？]{0,16}$/i,
  /^签名由\s*网易邮箱大师\s*定制$/,
  /^(?:获取|下载|取得|下載|get)\s*(?:适用于\s*)?outlook\s*(?:for|适用于)?\s*(?:ios|android|mac)\b.{0,60}$/i,
  /^sent (?:from|via|with) (?:my|yahoo|mail for|outlook|samsung|gmail|foxmail|windows|proton)\b[^,?!]{0,60}$/i,
  /^(?!.*(?:请问|怎么|如何|[?？吗]))(?:如果?|若)您?.{0,12}(?:不想|不希望|无需|不需要|不愿).{0,12}(?:收到|接收).{0,16}(?:邮件|信息|郵件).{0,30}(?:请|請|可|点击|点此).{0,40}(?:退订|取消订阅|退訂|unsubscribe).{0,200}$/i,
  /^请?(?:点击|点此)(?:此处|这里|链接)?.{0,8}(?:退订|取消订阅|退訂)[。.！]?(?:\s?<?https?:\S{1,300})?$/,
  /^(?:退订请(?:回复|点击|发送)|(?:退订|取消订阅|退訂)[:：|\s]{0,3}<?(?:https?:|mailto:|TD\b)).{0,300}$/i,
  /^(?:to unsubscribe.{0,60}(?:click|visit|send|reply|follow|go to|http)|unsubscribe[:\s|]{0,3}<?(?:https?:|mailto:)|if you (?:no longer|do not|don't) w(?:ish|ant) to receive|you (?:are receiving|received) this (?:e-?mail|message) because).{0,300}$/i,
]
const ruleLine = /^[\s_\-—=*|~·]{2,}$/
const disclaimer =
  /^[\s*_【[(（-]*(?:(?:声明[:：]\s?)?(?:本|此|该|這|本封|此封)(?:电子|電子)?(?:邮件|郵件|电邮|信件)|(?:保密|免责)(?:声明|提示|条款|聲明)|This (?:e-?mail|message|communication)\b|The information (?:contained )?in this|Confidential|Disclaimer)/i
/** Somebody may also ask for secrecy; declarations say that a mail may contain what is secret, and at length. */
const declares =
  /(?:含有?|包含|可能|属于|涉及).{0,16}(?:保密|机密|機密|专有|特权)|may (?:contain|be)|confidential and|privileged|免责/i
const secrecy =
  /保密|机密|機密|专有|特权|误收|错收|誤收|免责|confidential|privileged|intended (?:only|solely|recipient|for)/i
const shortestDeclaration = 40
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
    dropListFooter(lines)
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
    const paragraph = lines.slice(start, end).join('\n')
    if (!secrecy.test(paragraph) || !(declares.test(paragraph) || paragraph.length >= shortestDeclaration))
      continue
    lines.splice(start, end - start)
    return
  }
}
