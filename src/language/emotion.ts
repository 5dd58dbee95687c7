import type { Emotion } from '../playbook/playbook.ts'

const abuse =
  /他妈|妈的|傻逼|王八蛋|混蛋|不要脸|去死|滚蛋|缺德|黑心|奸商|骗子公司|一群骗子|垃圾(?:公司|客服|售后|平台|东西)|气死|欺人太甚|忍无可忍/
const rhetoric =
  /到底(?:管不管|有没有人管|行不行|要不要脸|想怎样|什么意思)|凭什么|像话吗|讲不讲理|有人管吗|当我(?:傻|是)|耍(?:我|人)|什么(?:态度|素质|破)/
const loud = /[!！]/
const angryFaces = /[😡🤬😤👿💢]/u
const anxiousFaces = /[😭😰😨😱🆘]/u
const pleasedFaces = /[❤♥😍🥰😘👍🌹😊💕]/u
const noPraise = /不(?:太)?满意|不喜欢|没(?:有)?(?:谢|满意)|谁(?:要|稀罕)/

/** Emotions that the words leave no doubt about; `undefined` leaves it to the model. */
export function emotionByRule(text: string): Emotion | undefined {
  if (abuse.test(text) || angryFaces.test(text)) return 'angry'
  if (rhetoric.test(text) && loud.test(text)) return 'angry'
  if (anxiousFaces.test(text)) return 'anxious'
  if (pleasedFaces.test(text) && text.length <= 24 && !noPraise.test(text)) return 'pleased'
  return undefined
}
