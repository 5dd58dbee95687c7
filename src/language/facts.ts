import { factsLacked } from './lacked.ts'
import { clip } from './normalise.ts'
import { findPersonal } from './personal/mask.ts'
import { type AskedFact, codesTold, factsAsked, isRefused, spelledOut } from './told.ts'

/** What a customer told beside the entities: who they are, where and when they can be reached, and what they showed. */
export interface ToldFacts {
  name?: string[]
  contact?: string[]
  address?: string[]
  time_window?: string[]
  photo?: string[]
  error_text?: string[]
  order_no?: string[]
  model?: string[]
  /** The names of facts that the customer says are not to be had. */
  lacked?: string[]
}

const ways = new Set(['mobile', 'landline', 'email', 'wechat', 'qq'])
const day =
  '(?:今[天晚早]|明[天晚早]|后[天晚]|大后天|[这下本]?[周週][一二三四五六日天末]|下?(?:星期|礼拜|禮拜)[一二三四五六日天]|\\d{1,2}[号日]|[一二三四五六七八九十]{1,3}[号日]|平时|工作日|节假日|每天)'
const hour =
  '(?:早上|上午|中午|下午|傍晚|晚上|夜里|早晨|[一二两三四五六七八九十\\d]{1,3}(?:点|[:：]\\d{2})(?:半|钟)?(?:以?[前后]|左右|到|-)?)'
const when = new RegExp(`(?:${day}的?${hour}?|${hour})`)
const free =
  /方便|有空|有时间|在家|有人|可以(?:来|上门|过来|取|打|联系)|(?:来|上门|过来|取件|打给我|联系我)就?行|都(?:行|得|可|在|成)|得[行闲空]|随时|约/
const later =
  /(?:点|[上下]午|晚上|周末|礼拜|星期|明天|后天|今天|今晚|平日|工作日|weekend|Sat|Sun|Mon|Tue|Wed|Thu|Fri|AM|PM)(?:以?后|之前|以前|都|前后|全天|白天|$)?/i
const askedWhen = /时间|什么时候|什么时间|哪天|几点|方便的时间|时间段|有空|约(?:在|个|到)/
const freely = new RegExp(
  `^(?:时间|我|就|是)*(?:${day}.{0,8}(?:都?(?:行|可以?|成|在)|上午|下午|晚上|早上|点|全天|白天|以后|之后|前)|(?:周末|工作日|平日|哪天|随时|什么时候)(?:白天|晚上|全天|上午|下午)?(?:都|均)?(?:行|可以?|成|在家?|有空)?)`,
)
const anyTime = /随时|都行|都可以|哪天都|什么时候都|全天/
const picture =
  /\[(?:图片|照片|视频|截图|文件)[^\]]{0,30}\]|【(?:图片|照片|视频|截图)】|(?:如|见|看)(?:图|附件|照片)|(?:照片|图片|视频|截图|图)(?:已经?|都|刚)?(?:发|传|上传)(?:了|过|给|你|您|过去)|(?:发|传)(?:了|你|您|过去)?(?:个|张|几张|段)?(?:图|照片|视频|截图)(?:了|过去|给)/
const quoted =
  /(?:提示|显示|弹出?|报|写着|跳出来?)(?:的是|说|了|是|个)?[^“"「『，。]{0,8}[“"「『]([^”"」』]{2,60})[”"」』]/
const shownText =
  /(?:提示|弹出|报错|显示)(?:我|说|了|是|：|:)?\s*((?:缺少|找不到|无法|不能|未|请|没有|网络|连接|登录|账号|密码|验证|系统|设备|支付|余额|订单|参数|权限|该|你|您)[^，。！？,!?]{2,40})/

/** The facts told in a message; `said`, by the agent, tells what a bare time or place answers. */
export function factsIn(written: string, said = ''): ToldFacts {
  const [text, agentSaid] = [clip(written), clip(said)]
  // A word that only resembles a name is no answer to who somebody is.
  const personal = findPersonal(text, { likely: false })
  const valuesOf = (wanted: (type: string) => boolean): string[] => [
    ...new Set(personal.filter(({ type }) => wanted(type)).map(({ value }) => value)),
  ]
  const asked = factsAsked(agentSaid)
  const time = timeIn(text, agentSaid)
  const error = errorIn(text, asked)
  const codes = codesTold(text, agentSaid)
  const address = valuesOf((type) => type === 'address')
  const place = address.length > 0 ? undefined : placeIn(text, asked)
  const told: [keyof ToldFacts, string[]][] = [
    ['name', valuesOf((type) => type === 'name')],
    [
      'contact',
      contactsIn(
        text,
        valuesOf((type) => ways.has(type)),
      ),
    ],
    ['address', place === undefined ? address : [place]],
    ['order_no', codes.order_no ?? []],
    ['model', codes.model ?? []],
    ['time_window', time ? [time] : []],
    ['photo', isShown(text, asked) ? ['1'] : []],
    ['error_text', error === undefined ? [] : [error.trim()]],
    ['lacked', factsLacked(text, agentSaid)],
  ]
  return Object.fromEntries(told.filter(([, values]) => values.length > 0))
}

/** A time somebody can be visited or called at: one they say they are free, or one that answers a question for it. */
function timeIn(text: string, agentSaid: string): string | undefined {
  const asked = askedWhen.test(agentSaid)
  const visit =
    /地址|[路街区栋幢室号]\d|上门|来人|来装|安装|师傅|预约|年检|[路街巷弄道]\S{0,40}号|\d{11}/.test(text)
  const clause = text.split(/[，。！？,!?;；、\n]/).find((part) => {
    const named = when.test(part) || later.test(part)
    return (
      (named && (free.test(part) || asked)) ||
      (asked && anyTime.test(part)) ||
      (visit && freely.test(part.trim()))
    )
  })
  return clause?.trim().slice(0, 40)
}

const mobileSaid = /(?<!\d)(?:1[3-9]\d{9}|09\d{8}|09\d{2}-\d{3}-\d{3}|0\d{2,3}-?\d{7,8})(?!\d)/g

const contactsIn = (text: string, found: string[]): string[] =>
  found.length > 0 ? found : [...spelledOut(text).matchAll(mobileSaid)].map(([value]) => value)

const placeWord =
  /[\u4e00-\u9fa5A-Za-z0-9]{1,12}(?:路|街|道|巷|弄|村|屯|镇|乡|区|县|市|小区|花园|家园|公寓|广场|大厦|苑|城|园|湾|府|里|楼|栋|幢|座|号|室|层|门店|厂|学校|校区|仓库|酒店|医院|中心|Tower)[\u4e00-\u9fa5A-Za-z0-9-]{0,20}/
const addressCue =
  /(?:地址|地点|住址|住在|家住|我在|就在|位于)(?:是|为|[:：])?\s?([\u4e00-\u9fa5A-Za-z0-9-]{3,40})/
const door =
  /\d{1,4}(?:号|栋|幢|座|弄|室|楼|单元|-\d{2,4})|[\u4e00-\u9fa5]{2,20}(?:小区|花园|家园|公寓|大厦|苑|村|湾|城)[A-Za-z]?\d|(?:村|屯|镇).{0,6}[东西南北]头|[一二三四五六七八九十百]+(?:号|栋|幢|弄|单元|楼)/

/** A number of something else, and a place that nobody finds. */
const placeless =
  /(?:单|型|编|账|工|卡|尾|批|票)号|^[^\d一二三四五六七八九十]*(?:楼[下上道]|门[口外]|屋里|外[面头]|阳台)/
const whole = /[\u4e00-\u9fa5]{2,}(?:市|区|县|镇|路|街)[\u4e00-\u9fa5]{1,12}\d+(?:号|栋|弄|幢)/

/** A place that answers a question for one, one that is called an address, or one with town, street and number. */
function placeIn(text: string, asked: ReadonlySet<AskedFact>): string | undefined {
  const named = addressCue.exec(text)?.[1]
  if (named !== undefined && placeWord.test(named) && door.test(named)) return named
  const full = whole.exec(text)?.[0]
  if (full !== undefined) return full
  if (!asked.has('address') || isRefused(text)) return undefined
  const clause = text
    .split(/[，。！？,!?;；\n]/)
    .find((part) => placeWord.test(part) && !placeless.test(part) && (door.test(part) || part.length <= 24))
  return clause?.trim().slice(0, 40)
}

const showing =
  /(?:照片|图片?|视频|截图|录像|切面照|图样|photo|video)[^，。！？,]{0,8}(?:发|传|给[你您]|拍了|附|在这|见(?!过)|sent|上传|在上面)|(?:发|传|拍|录|附)(?:了|过|好|给|你|您|上)*[^，。不没]{0,5}(?:照片|图|视频|截图)|(?:录|拍|传)(?:了|好了|过去|过了|给你)[^，。]{0,4}(?:发|$|，|。)|发(?:过去|过了|给[你您])了?$|附件|见图|看图/
const unshown =
  /能不能|可不可以|要不要|开视频|视频(?:指导|通话|一下|看|连线|教)|(?:没|不|未|沒|唔|冇)(?:有|会|能|想|愿意|方便|知道|用|要|得)?(?:照片|图|视频|拍|发|传|录)|(?:拍|发|传|录)不(?:了|到|出|上)|(?:照片|图|视频)(?:没|不|删|丢)|[吗么][？?]?$|要(?:不要)?(?:拍|发)|怎么(?:拍|发|传)|先拍|去拍|再拍|等.{0,4}拍|待会|回头|马上拍/

function isShown(text: string, asked: ReadonlySet<AskedFact>): boolean {
  if (picture.test(text)) return true
  return (
    text.split(/[，。！!；;\n]/).some((part) => showing.test(part) && !unshown.test(part)) ||
    (asked.has('photo') && /^(?:已?(?:发|传|拍)(?:了|过去|好了|给你了?)|发过?了|好了?|发咗|传了)/.test(text))
  )
}

const anyQuoted = /[“"「『]([^”"」』]{2,60})[”"」』]/
const errorCue =
  /(?:提示|显示|弹[出个窗]?|报错?|说|写着|跳|讯息是|message)(?:的是|说|了|是|个|：|:)*\s?((?:[A-Za-z][A-Za-z_0-9 -]{4,60})|[-\u4e00-\u9fa5A-Za-z0-9]*(?:失败|错误|超时|异常|离线|过期|不足|无效|无法|拒绝|不存在|未响应|不完整|不支持|断开|占用|未开启|不可用|失效|受限)[\u4e00-\u9fa5A-Za-z0-9]*)/

function errorIn(text: string, asked: ReadonlySet<AskedFact>): string | undefined {
  const shown = quoted.exec(text)?.[1] ?? shownText.exec(text)?.[1] ?? errorCue.exec(text)?.[1]
  if (shown !== undefined) return shown
  if (!asked.has('error_text')) return undefined
  const quote = anyQuoted.exec(text)?.[1]
  if (quote !== undefined) return quote
  return /(?:没有?|无|冇)(?:任何|什么|啥)?(?:提示|报错|字|显示|弹)|提示(?:倒|是)?没有?/.test(text)
    ? text.slice(0, 40)
    : undefined
}
