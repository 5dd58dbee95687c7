import type { Cue } from '../cues.ts'
import type { Found } from '../matches.ts'
import { goods, wordBegins, wordEnding } from './goods.ts'

/** How single kinds of things say what ails them, and what only looks so. */

/** 报了个07, 提示 55. */
const told = /^报了?个|^提示[\s:：]/

/** 报05是电机堵转: a nought before it, and what it is said to mean. */
export const isExplained = (value: string, word: string, next: string): boolean =>
  /^0\d$/.test(value) && /(?:^|[^上汇申预])报$/.test(word) && /^\s?(?:是|代表|什么|啥)/.test(next)

/** 热水器报 12: so short a number only of a thing, at the end of what is said. */
export const isReported = (
  value: string,
  { cue, text, next }: { cue: Cue; text: string; next: string },
): boolean =>
  /^\d{2}$/.test(value) &&
  ((told.test(text.slice(cue.start, cue.end + 2)) ||
    (text.slice(cue.start, cue.end) === '报' &&
      /[就又老直总]$/.test(text.slice(Math.max(0, cue.start - 1), cue.start)))) &&
  /^(?:[，,。;；!！?？\s]|$)/.test(next)
    ? true
    : text.slice(cue.start, cue.end) === '报'
      ? wordEnding(text, cue.start, goods.thing) !== '' && /^(?:[，,。;；!！?？\s]|$)/.test(next)
      : // 热水器显示27不能用: and not how warm the water is.
        /^[0-2]\d$|^[89]\d$/.test(value) &&
        /(?:热水器|壁挂炉)(?:上|一直|老是|又)?$|(?:[打点]不着|开不了|不着)火?[^\d]{0,3}$/.test(
          text.slice(Math.max(0, cue.start - 8), cue.start),
        ) &&
        /^(?:[，,。;；!！?？\s不没就]|$)/.test(next))

/** 宽带报691: what dialling up answers. */
export const isDialUp = (value: string, text: string): boolean =>
  /^[678]\d\d$/.test(value) && /宽带|路由|拨号|光猫|上网|网络/.test(text)

/** 网上404, 小程序一直500: what servers answer. */
const served =
  /(?:网[上页站]?|官网|页面|小程序|app|软件|系统|链接|路由器?|后台|接口|浏览器|服务器|打开|点开|点进去|登[录陆]|付款|支付)[^，,。;；!！?？\d]{0,4}$/i
const persists = /(?:一直|老是?|总是?|又|还是|直接|也|就|全是|返回|跳)$/
export const isOfServer = (
  value: string,
  text: string,
  { start, end }: Pick<Found, 'start' | 'end'>,
): boolean =>
  (/^[678]\d\d$/.test(value) && dialled.test(text.slice(Math.max(0, start - 7), start))) ||
  (/^(?:40[0-9]|429|50[0-4])$/.test(value) &&
    served.test(text.slice(Math.max(0, start - 10), start)) &&
    (/^(?:404|403|429|50[234])$/.test(value) || persists.test(text.slice(Math.max(0, start - 2), start))) &&
    /^(?:[\s,，。;；!！?？]|$|了|错|打不开|进不去)/.test(text.slice(end, end + 3)))
/** 宽带拨号691. */
const dialled = /(?:宽带|拨号)(?:连接|连不上|一直|老是?|又|总是?|提示)?\s?$/

/** 佳能打印机5B00, 惠普49.4C02: how printers and cameras number what ails them. */
export const isOfPrinter = (value: string, text: string, start: number): boolean =>
  /^(?:SC\d{3,4}|[1-9][A-F]\d\d|\d\d\.[0-9A-F]*[A-F][0-9A-F]*)$/.test(value) &&
  /(?:打印|复印|一体|相|扫描)机|佳能|惠普|兄弟|理光|[Cc]anon|HP/.test(
    text.slice(Math.max(0, start - 14), start),
  )

/** 三星4E, 洗衣机UE: how washers and coolers say what ails them. */
export const isOfWasher = (text: string, start: number): boolean =>
  /三星|海尔|LG|洗衣机|滚筒|波轮|烘干机|洗碗机|空调|冰箱/.test(text.slice(Math.max(0, start - 10), start))

/** Whether a thing or its maker stands right before. */
export const isBeside = (text: string, start: number): boolean => {
  const end = text.charAt(start - 1) === ' ' ? start - 1 : start
  return wordEnding(text, end, goods.thing) !== '' || wordEnding(text, end, goods.maker) !== ''
}

/** 方太F2洗碗机: between its maker and its name. */
export const isOfMaker = (text: string, start: number, end: number): boolean =>
  wordEnding(text, start, goods.maker) !== '' && wordBegins(text, end, goods.thing)

/** E27灯口: of a lamp. */
export const isSocket = (value: string, text: string): boolean =>
  /^E(?:14|27|40)$/.test(value) && /灯|螺口|bulb/.test(text)

/** 楼层显示B2. */
export const isFloor = (text: string, cue: Cue, value: string): boolean =>
  /^B?\d{1,2}$/.test(value) && /[楼层梯]/.test(text.charAt(cue.start - 1))
