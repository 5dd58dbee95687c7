import { goods, wordEnding } from './goods.ts'
import type { Said } from './price.ts'

/** 1.2万的电视, 2.5万订的, 三千五买的. */
const round =
  /^(?:\d+(?:\.\d+)?[万千kKwW](?:\d[千百]?)*|\d+万\d+千?\d*|[一二两三四五六七八九][万千百][一二三四五六七八九]?)$/
const thing =
  /^(?:的(?![播浏粉订续人用销访点转毫流步赞阅])|[买订入购拍办定]|[收做装换配]的|装修|卖|拿下|成交|抢[的到])/
const spoken = /^\d+(?:\.\d+)?[kw]\d?$/i
const spent =
  /(?:[买装办订定拍入花付充存修刷交剩退赔亏做]|首付|尾款|押金|定金)(?!修改)[^，,。;；!！?？\n\d]{0,9}$/
/** 2w次播放, 3k步: what else is counted in thousands. */
const counted =
  /^(?:[的多]?[步人粉赞播阅流像帧转赫清米块个次条台件户斤吨])|^(?:毫安|公里|分辨|画质|显示|屏|视频|mah|hz|\d)/i
/** 4k的显示器, 显示器2k. */
const sharp = /^的(?:显示|屏|电视|投影|画|片|视频|高清|分辨|超清)/
const ofScreen = /(?:屏|显示器|电视机?|投影仪?|摄像头|相机|记录仪|监控|画质|视频|分辨率|镜头)$/

/** 2w的沙发 · 健身卡2w办的 · 按摩椅2w: thousands, shortened as people write them. */
export function isShortened({ value, left, right }: Said): boolean {
  if (!round.test(value) || isKarat(value, right) || isSharp(value, left, right)) return false
  if (thing.test(right)) return true
  return (
    spoken.test(value) &&
    !counted.test(right) &&
    (wordEnding(left, left.length, goods.thing) !== '' || spent.test(left))
  )
}

/** 14k, 24K: gold. */
const isKarat = (value: string, right: string): boolean =>
  /^(?:9|1[48]|2[24])k$/i.test(value) && /^(?:[的金黄白玫戒项吗]|$)/.test(right)

const isSharp = (value: string, left: string, right: string): boolean =>
  /^[248]k$/i.test(value) &&
  (sharp.test(right) || ofScreen.test(left) || /^的(?:[,，。;；!！?？\s]|$)/.test(right))

const poweredBehind =
  /^的?[^，,。\d]{0,4}(?:灯|充|头|适配|电源|泡|功率|瓦|喇叭|音箱|音响|筒|马达|电机|风扇|水泵|功放|太阳能|数据线|管)/
const poweredBefore =
  /(?:灯管?|充电器|充电头|快充|闪充|[有无]线充|功率|适配器|泡|音箱|喇叭|瓦数|太阳能板|支持|输出|充电宝|\d[wW瓦]的?)[^，,。]{0,5}$/
const spentOn = /[花付买价值亏退赔刷办装]/

/** 65w的充电头, 灯泡5w: watts. */
export const isWatt = ({ value, left, right }: Said): boolean =>
  /^\d+(?:\.\d+)?w$/i.test(value) &&
  (poweredBehind.test(right) ||
    poweredBefore.test(left) ||
    // 要65w的: so many are seldom tens of thousands.
    (/^(?:1[58]|[2-9]\d|\d{3,})w$/i.test(value) && right.startsWith('的') && !spentOn.test(left)))
