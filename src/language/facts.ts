import { findPersonal } from './mask.ts'

/** What a customer told beside the entities: who they are, where and when they can be reached, and what they showed. */
export interface ToldFacts {
  name?: string[]
  contact?: string[]
  address?: string[]
  time_window?: string[]
  photo?: string[]
  error_text?: string[]
}

const ways = new Set(['mobile', 'landline', 'email', 'wechat', 'qq'])
const day =
  '(?:今[天晚早]|明[天晚早]|后[天晚]|大后天|这?周[一二三四五六日天末]|下?周[一二三四五六日天末]|下?(?:星期|礼拜)[一二三四五六日天]|\\d{1,2}[号日]|[一二三四五六七八九十]{1,3}[号日]|平时|工作日|节假日|每天)'
const hour =
  '(?:早上|上午|中午|下午|傍晚|晚上|夜里|早晨|[一二两三四五六七八九十\\d]{1,3}(?:点|[:：]\\d{2})(?:半|钟)?(?:以?[前后]|左右|到|-)?)'
const when = new RegExp(`(?:${day}的?${hour}?|${hour})`)
const free =
  /方便|有空|有时间|在家|有人|可以(?:来|上门|过来|取|打|联系)|(?:来|上门|过来|取件|打给我|联系我)就?行|都行|都可以|随时|约/
const askedWhen = /什么时候|什么时间|哪天|几点|方便的时间|时间段|有空|约(?:在|个|到)/
const anyTime = /随时|都行|都可以|哪天都|什么时候都|全天/
const picture =
  /\[(?:图片|照片|视频|截图|文件)[^\]]{0,30}\]|【(?:图片|照片|视频|截图)】|(?:如|见|看)(?:图|附件|照片)|(?:照片|图片|视频|截图|图)(?:已经?|都|刚)?(?:发|传|上传)(?:了|过|给|你|您|过去)|(?:发|传)(?:了|你|您|过去)?(?:个|张|几张|段)?(?:图|照片|视频|截图)(?:了|过去|给)/
const quoted =
  /(?:提示|显示|弹出?|报|写着|跳出来?)(?:的是|说|了|是|个)?[^“"「『，。]{0,8}[“"「『]([^”"」』]{2,60})[”"」』]/
const shownText =
  /(?:提示|弹出|报错|显示)(?:我|说|了|是|：|:)?\s*((?:无法|不能|未|请|没有|网络|连接|登录|账号|密码|验证|系统|设备|支付|余额|订单|参数|权限|该|你|您)[^，。！？,!?]{2,40})/

/** The facts told in a message; `agentSaid` tells what a bare time or place answers. */
export function factsIn(text: string, agentSaid = ''): ToldFacts {
  const personal = findPersonal(text)
  const valuesOf = (wanted: (type: string) => boolean): string[] => [
    ...new Set(personal.filter(({ type }) => wanted(type)).map(({ value }) => value)),
  ]
  const time = timeIn(text, agentSaid)
  const error = quoted.exec(text)?.[1] ?? shownText.exec(text)?.[1]
  const told: [keyof ToldFacts, string[]][] = [
    ['name', valuesOf((type) => type === 'name')],
    ['contact', valuesOf((type) => ways.has(type))],
    ['address', valuesOf((type) => type === 'address')],
    ['time_window', time ? [time] : []],
    ['photo', picture.test(text) ? ['1'] : []],
    ['error_text', error ? [error.trim()] : []],
  ]
  return Object.fromEntries(told.filter(([, values]) => values.length > 0))
}

/** A time somebody can be visited or called at: one they say they are free, or one that answers a question for it. */
function timeIn(text: string, agentSaid: string): string | undefined {
  const asked = askedWhen.test(agentSaid)
  const clause = text.split(/[，。！？,!?;；\n]/).find((part) => {
    const named = when.test(part)
    return (named && (free.test(part) || asked)) || (asked && anyTime.test(part))
  })
  return clause?.trim().slice(0, 40)
}
