import { type AskedFact, factsAsked, isRefused } from './told.ts'

const things: readonly (readonly [AskedFact, string])[] = [
  ['order_no', '订单编?号|单号|订单'],
  ['model', '(?:产品)?型号|机型|款号'],
  ['photo', '照片|图片'],
  ['error_text', '报错|错误码|代码|提示'],
]
/** Not had, not known, not to be found. */
const lacking =
  '没有?|冇|无|不知道?|唔知道?|不晓得|不清楚|不记得|记不[得住清]|忘了?|找不[到着]|查不到|看不[到清见]|翻不到|弄?丢了?'
const gone = `(?:${lacking}|忘记|没[了留记]|扔了|掉了|撕了|磨[没掉花]|模糊|糊了)`

const patterns = things.map(([fact, thing]) => ({
  fact,
  named: new RegExp(thing),
  lacked: new RegExp(
    `(?:${lacking})(?:啥|什么|那个|个|这个|具体|了)?(?:${thing})|(?:${thing})(?:我|也|都|是|早|就|已经|真|实在|好像|什么的|啥的|上的?|那张?|标签|截图){0,3}${gone}(?!问题|错|收到|变)`,
  ),
}))
/** 没有啊，门店买的: all that is said of what was asked for. */
const none = /^(?:没有?|木有|没得|冇|无)(?:啊|呀|呢|哦|噢|嘞|哈|诶|欸|耶|了)?(?:[，,、\s]|$)/
/** What will be sent later is had: 还没给您订单号. */
const later = /还没(?:给|发|来得及|拍)|等|待会|回头|稍后|晚点/

/** The facts that the customer says are not to be had (没有订单号，朋友送的); also as the answer to a question for them. */
export function factsLacked(text: string, agentSaid: string): AskedFact[] {
  const parts = text
    .split(/[。！!；;\n]/)
    .filter((part) => !/[?？吗]$/.test(part.trim()) && !later.test(part))
  const lacked = patterns.filter((one) => parts.some((part) => one.lacked.test(part)))
  if (lacked.length > 0 || patterns.some(({ named }) => named.test(text)))
    return lacked.map(({ fact }) => fact)
  const asked = factsAsked(agentSaid)
  const refused = parts.some((part) => isRefused(part) || none.test(part.trim())) && text.length <= 24
  return refused ? patterns.flatMap(({ fact }) => (asked.has(fact) ? [fact] : [])) : []
}
