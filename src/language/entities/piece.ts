import type { Said } from './price.ts'

const few = /^(?:\d|1\d|[一二两三四五六七八九]|十[一二三四五六七八九]?)$/
const moneyBefore =
  /(?:[步费花收退付补差少扣要给值价费卖贵加降涨赔返送减省充赚月年宜扣标算开]了?我?(?:只|才|就|是|为|你们?)?|红包|原先|现在|原来|以前|券|金|余额|结账|结算|写着|会员|套餐|年卡|月卡)\s?$/
const goesOn = /^\s?(?:[券钱的就都也才呢吧吗啊了买卖一每包优运邮不还左没]|结[账算]|扫出|变成)/

/** 一片12块. */
const onePiece =
  /[一每半](?:人|位|单|餐|间|车|趟|公里|片|个|斤|支|条|根|瓶|包|盒|袋|张|件|次|套|米|台|只|双|度|天|晚|平|公斤|吨|桶|壶|节|层|楼|平方|孔|扇|户|趟)(?:就|才|要|卖|收|得)?$|[\d两三四五六七八九十](?:个|斤|份|瓶|只|条|张|盒|串|碗)[\u4e00-\u9fa5]{1,4}$/

/** 十二块板, 第七块, 凑一块: pieces, unless the words beside speak of money. */
export function isPiece({ value, left, right }: Said, unitSaid: string): boolean {
  if (!/块儿?$/.test(unitSaid) || !few.test(value)) return false
  // 裂成两块
  if (left.endsWith('第') || /[裂断摔碎切分掰劈折]成$/.test(left)) return true
  if (moneyBefore.test(left) || (value !== '一' && onePiece.test(left))) return false
  const next = right.slice(unitSaid.length)
  return value === '一' || next === '' || !goesOn.test(next)
}
