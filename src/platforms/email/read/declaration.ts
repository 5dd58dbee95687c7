const opens =
  /^[\s_【[(（*-]*(?:(?:(?:声明|注意|提示|重要提示|聲明)[:：]\s?)?(?:本|此|该|這|本封|此封)(?:电子|電子)?(?:邮件|郵件|电邮|信件)|(?:保密|免责)(?:声明|提示|条款|聲明)|(?:如|若)(?:果)?您?(?:并)?(?:不是|非|误收|錯收|错收)|(?:重要)?(?:提示|声明)[:：]|(?:(?:important )?notice|disclaimer)\b|This (?:e-?mail|message|communication)\b|The (?:information|contents?) (?:contained )?(?:in|of) this|If you are not the (?:intended|named)|Confidential|Privileged)/i
/** What only declarations say: to whom a mail belongs, and what somebody else who has it must not do. */
const declares =
  /(?:可能|含有?|包含|属于|涉及).{0,16}(?:保密|机密|機密|专有|特权)(?:的)?(?:信息|资料|內容|内容|资讯|資訊)|仅(?:供|限|发送给|限于).{0,16}(?:收件人|使用|阅读)|僅供.{0,16}收件人|(?:预期|指定|正确|合法)的?收件人|(?:误|错|誤|錯)收|未经.{0,12}(?:授权|许可|同意)|may (?:contain|be)\b.{0,60}(?:confidential|privileged)|confidential and (?:is|are|may|intended|privileged|proprietary|legally|protected)|(?:confidential|privileged).{0,40}may be contained|intended (?:only|solely|recipient|for)|(?:in|by) error|unauthori[sz]ed|not the (?:intended|named)|免责|for the (?:sole )?use of/i
const secrecy = /保密|机密|機密|专有|特权|误收|错收|誤收|免责|收件人|confidential|privileged|intended|error/i
/** Whole lines of gateways and of good will. */
const lines =
  /^[\s*【[(（]*(?:本邮件由?.{0,12}(?:系统|网关|软件).{0,8}(?:安全)?扫描.{0,20}|请(?:您)?(?:在打印.{0,12}考虑.{0,6}环|考虑.{0,10}环.{0,10}打印).{0,40}|please consider the environment\b.{0,80}|this e-?mail has been (?:checked|scanned)\b.{0,120}|(?:virus[- ]free|此邮件.{0,8}(?:未发现|没有|不含|不包含)(?:任何)?病毒|此邮件.{0,8}avast).{0,60}(?:<?https?:\S{1,200})?|<?https?:\/\/www\.avast\.com\S{0,200}|www\.avast\.com\S{0,100})[\s*】\])）]*$/i
/** Parcels have a 收件人, and are 误收, too. */
const ofMail =
  /邮件|郵件|电邮|信件|e-?mail|message|communication|(?:保密|免责)(?:声明|条款|聲明)|information/i
const longest = 40
const longestLine = 400

/** Drops a declaration of secrecy. It reaches to its blank line; under it may stand others, and words of the customer. */
export function dropDisclaimer(written: string[]): void {
  for (let start = Math.max(1, written.length - longest); start < written.length; start += 1) {
    const line = (written[start] ?? '').slice(0, longestLine)
    if (lines.test(line)) {
      written.splice(start, 1)
      return
    }
    if (!opens.test(line)) continue
    let end = start
    while (end < written.length && written[end]?.trim() !== '') end += 1
    const paragraph = written.slice(start, end).join('\n')
    if (!secrecy.test(paragraph) || !declares.test(paragraph) || !ofMail.test(paragraph)) continue
    written.splice(start, end - start)
    return
  }
}
