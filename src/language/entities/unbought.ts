import type { Scene } from './purchase-scene.ts'

/** Buying that was meant, or that failed, or what is no buying: its day is no day of purchase. */

const act = '(?:买|付款|支付|下单|抢购|拍下|入手|付|抢|拍|订|购)'
const done = new RegExp(`(?:${act}|下)[到下]?[的了过]`)
const meant = /(?:打算|准备|计划|预备|考虑|预计|想着?|等到?|要)(?:是|在|到)?$/
const meantBehind = new RegExp(
  `^[^，,。买付拍抢订购]{0,4}(?:想|要|准备|打算|计划)(?:再|去|来)?${act}(?![的了到过])`,
)
const put = new RegExp(`^[^，,。买付拍抢订购]{0,6}再(?:去|来)?${act}(?![的了到过])`)
/** 6月18号买会便宜吗 */
const weighed = new RegExp(
  `^[^，,。买付拍抢订购]{0,4}${act}(?:会(?:不会)?(?:更|有)?(?:便宜|优惠|活动)|(?:有没有|有)(?:优惠|活动|折扣)[吗么呢]?|(?:更|是不是)?(?:便宜|划算|合适)[吗么些点])`,
)
/** 双十一买什么好 */
const whatToBuy = /^[^，,。买付拍抢订购]{0,4}(?:买|送|订)[点些个]?(?:什么|啥(?!都)|哪[款个种些样])(?!都)/
/** 12/27 15:20 客诉记录: when it was written down. */
const logged = /^\s?\d{1,2}[:：]\d{2}\s?(?:客诉|记录|来电|反馈|投诉|回访|值班|接待|留言|跟进)/

const isMeant = (left: string, right: string): boolean =>
  meantBehind.test(right) ||
  put.test(right) ||
  weighed.test(right) ||
  whatToBuy.test(right) ||
  (meant.test(left) && !done.test(right) && new RegExp(act).test(right))

/** 没付款成功, 没抢到 */
const notDone = new RegExp(
  `^(?:的?订单)?[^，,。的买付拍抢订购下]{0,8}[没未](?:有|能)?${act}(?:款|单)?(?:成功?|到|上)?`,
)
/** 付款失败, 付款一直不成功, 买不了, 抢不到 */
const undone = new RegExp(
  `^(?:的?订单)?[^，,。的买付拍抢订购下]{0,8}${act}(?:了?(?:[^，,。的退换激安登绑]{0,4}(?:失败|[没未不]成(?!功?(?:激活|登|安装|使用|领|开通|绑|注册|连|兑|品|人)))|不(?:了|到(?![一两半几十\\d])|上|成(?!功))))`,
)
/** 没抢到后来在门店买的, 付款失败又付了一次 */
const again = new RegExp(
  `(?:后来|然后|又|重新|结果|最后|才)[^，,。]{0,8}${act}|${done.source}|^[^，,。]{0,4}成功`,
)

function isFailed(right: string, next: string): boolean {
  const failure = notDone.exec(right) ?? undone.exec(right)
  return failure !== null && !again.test(right.slice(failure[0].length)) && !again.test(next)
}

/** 充的话费, 交了电费: the sum runs on a line or a meter, and no thing was bought; a shop's own card is charged by buying. */
const toppedUp = /^[^，,。买付拍抢订购下]{0,6}[充交缴]/
const ofLine = /(?:[话电水气燃]|物业|停车|书本|教材|伙食|管理)费|流量|停机|欠费/

const isToppedUp = ({ previous, left, right }: Scene): boolean =>
  toppedUp.test(right) && ofLine.test(`${previous}，${left}，${right}`)

/** 打算6月1号买, 6月1号再下单, 昨天付款失败了, 昨天充的话费: what stands about the day says that nothing was bought on it. */
export const isUnbought = (scene: Scene): boolean =>
  logged.test(scene.right) ||
  isMeant(scene.left, scene.right) ||
  isFailed(scene.right, scene.next) ||
  isToppedUp(scene)
