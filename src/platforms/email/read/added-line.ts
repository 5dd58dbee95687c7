/** Programs and devices that mails are written with. */
const device =
  'iphone|ipad|ios|mac|windows|android|安卓|galaxy|samsung|三星|huawei|华为|華為|honor|荣耀|小米|xiaomi|redmi|红米|vivo|oppo|realme|一加|魅族|中兴|联想|nokia|手机|手機|平板'
const program =
  'outlook|foxmail|gmail|spark|thunderbird|hotmail|qq邮箱|qq郵箱|网易邮箱大师|邮箱大师|邮箱|郵箱|信箱|邮件|郵件|企业微信|微信|钉钉|飞书|lark|wecom|netease mail|mail ?master|qq mail|yahoo|proton'

/** Lines that a program adds under what somebody wrote. */
const added = [
  /^(?:发自|發自|發送自|发送自|傳送自)\s?我的[^。，！？,.?!]{1,30}$/,
  /^(?:来自|來自)\s?我的[^。，！？]{0,20}(?:手机|手機|平板|邮箱|iphone|ipad|mac|galaxy\S{0,12})$/i,
  new RegExp(`^自我的\\s?(?:${device}).{0,12}(?:传送|傳送|发送)$`, 'i'),
  new RegExp(
    `^(?:发自|發自|发送自|發送自|傳送自)\\s?[^。，！？]{0,16}(?:${program}|客户端|${device})(?:\\s?(?:for )?(?:${device})(?:版|客户端)?|版|客户端|\\s?10)?(?:邮件|郵件)?(?:应用)?(?:\\s?<https?:\\S{1,200}>)?$`,
    'i',
  ),
  new RegExp(
    `^(?:从|從|由|通过|使用)\\s?(?:我的)?[^。，！？]{0,16}(?:${device}|outlook|foxmail|gmail|spark|yahoo|proton|qq邮箱|\\d{3}邮箱)[^。，！？仓库售后]{0,16}(?:<https?:\\S{1,200}>)?\\s?(?:发送|傳送|传送|寄出|发出)[。.]?$`,
    'i',
  ),
  /^(?:来自|來自)[^。，！？\s]{0,12}(?:邮箱|郵箱|信箱|邮箱大师|客户端|手机版|手机|企业微信|飞书|钉钉|foxmail)(?:\s?(?:iphone|ipad|ios|android|安卓|手机)版?)?$/i,
  /^签名由\s*网易邮箱大师\s*定制$/,
  /^(?:获取|下载|取得|下載|get)\s*(?:适用于\s*(?:ios|android|mac|安卓)\s*的\s*)?outlook(?:\s*(?:for|适用于)\s*(?:ios|android|mac))?(?:\s?[<(]?https?:\S{1,200})?$/i,
  /^sent (?:from|via|with) (?:my|yahoo|mail for|outlook|samsung|gmail|foxmail|windows|proton|spark|lark|wecom|qq ?mail|netease|mail ?master|dingtalk|feishu|hey)\b[^,?!]{0,60}$/i,
  /^(?!.*(?:请问|怎么|如何|[?？吗]))(?:如果?|若)您?.{0,12}(?:不想|不希望|无需|不需要|不愿).{0,12}(?:收到|接收).{0,16}(?:邮件|信息|郵件).{0,30}(?:请|請|可|点击|点此).{0,40}(?:退订|取消订阅|退訂|unsubscribe).{0,200}$/i,
  /^请?(?:点击|点此)(?:此处|这里|链接)?.{0,8}(?:退订|取消订阅|退訂)[。.！]?(?:\s?<?https?:\S{1,300})?$/,
  /^(?:退订请(?:回复|点击|发送)|(?:退订|取消订阅|退訂)[:：|\s]{0,3}<?(?:https?:|mailto:|TD\b)).{0,300}$/i,
  /^(?:to unsubscribe.{0,60}(?:click|visit|send|reply|follow|go to|http)|unsubscribe[:\s|]{0,3}<?(?:https?:|mailto:)|if you (?:no longer|do not|don't) w(?:ish|ant) to receive|you (?:are receiving|received) this (?:e-?mail|message) because).{0,300}$/i,
  // An old program writes its tags into plain text.
  /^(?:<br\s?\/?>\s?){1,9}$/i,
]
/** 使用Outlook无法发送, 发自我的内心: somebody says so. */
const says =
  /无法|不能|不了|失败|没有|没收|总是|还是|后来|内心|心底|真心|怎么|为什么|[你您吗呢吧]|\b(?:store|shop|wife|husband|mother|father|friend|warehouse|last|week|month|yesterday|today|tomorrow|and|no|not|never|yours?|but|order|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w{0,6} \d)\b/i
/** What asks to be let off a list speaks to whoever reads. */
const ofLists = /退订|退訂|取消订阅|unsubscribe|receiv/i
const longestLine = 400

const bareOf = (line: string): string => line.replaceAll('\u3000', ' ').trim()

/** Whether a program added the line: where a mail was sent from, how to leave a list. */
export function isAdded(line: string): boolean {
  const bare = bareOf(line)
  if (bare === '' || bare.length > longestLine || !added.some((pattern) => pattern.test(bare))) return false
  return ofLists.test(bare)
    ? !/还是|没有用|无效|没用|哪里|怎么/.test(bare)
    : !says.test(bare.replace(/<https?:.*?>/, ''))
}

/** Under a card that 网易邮箱大师 framed. */
export const isCardMaker = (line: string): boolean => /^签名由\s*网易邮箱大师/.test(bareOf(line))
