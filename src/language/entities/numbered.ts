import { goods, wordBegins } from './goods.ts'
import { charm, type Said } from './price.ts'

/** Whether a number is the name of something: a room, an extension, a model, a tale. It is no sum then. */
export const isName = (said: Said): boolean =>
  isRoom(said) || isExtension(said) || isModelNumber(said) || isProverbial(said)

/** The floor, then the door: 302, 1203; shops seldom write such a price. */
const room = /^(?:[1-9]|[1-4]\d)(?:0[1-9]|[12][1-467])$/
const fitting = /^的?(?:门锁|马桶|花洒|水龙头|灯|空调|热水|水管|电|门|窗|暖气|地漏|下水|网|插座|淋浴|床|房卡)/
/** 买了个302的锅, 302的空调贵 */
const dealt = /[买花价钱元付扣退费贵减赔补券抢卖惠押订拍¥￥]|入手|便宜|下单|到手|拿下/

/** 302的空调坏了, 1203的冰箱不制冷: where a thing stands, and no word of a price or of buying beside. */
const isRoom = ({ value, left, right }: Said): boolean =>
  room.test(value) &&
  right.startsWith('的') &&
  (fitting.test(right) || wordBegins(right, 1, goods.thing)) &&
  !dealt.test(left + right)

const putThrough =
  /(?:^|[，,。;；!！?？\s]|请|[帮替]我|麻烦|内线|分机|总机|前台|电话|人工|直接|[能可]以?不?能?)转接?(?:到|内线|分机)?[:：\s]?$/
const ofAccounts = /钱|款|费|账|微信|支付宝|银行|红包|元|余额/
const clauseEnd = /^(?:$|[,，。;；!！?？\s吧呢啊谢])/

/** 转8003, 内线转803: whom one wants to be put through to; round sums and 转888 are money as often. */
const isExtension = ({ value, left, right }: Said): boolean =>
  /^[1-9]\d{2,4}$/.test(value) &&
  putThrough.test(left) &&
  !ofAccounts.test(left) &&
  clauseEnd.test(right) &&
  (/内线|分机|总机/.test(left) || !(charm.test(value) || value.endsWith('00')))

const graphics = /^(?:1[06]|[2-5]0)[5-9]0$|^[67][5-9]00$|^90[67]0$/
const computer =
  /^的?(?:独立|游戏|二手|台式|迷你|轻薄)?(?:显卡|独显|显存|笔记本|游戏本|电脑|主机|台式|整机|主板|机箱|本子|卡(?![券包片]))/
/** 360 makes routers and cameras; 163 carries mail. */
const makers: readonly (readonly [RegExp, RegExp])[] = [
  [/^360$/, /^的?(?:路由|摄像|监控|记录仪|行车|手表|儿童|门铃|门锁|扫地|净化|杀毒|浏览器|卫士|随身)/],
  [/^(?:126|139|163|189)$/, /^的?邮箱/],
]

/** 5090的显卡, 4060的笔记本, 360的路由器 */
const isModelNumber = ({ value, right }: Said): boolean =>
  (graphics.test(value) && computer.test(right)) ||
  makers.some(([name, thing]) => name.test(value) && thing.test(right))

const scolded =
  /(?:[你您他她]们?(?:就|真|这|那|都)?是?(?:[个群帮]|一群)|[你您他她]们?(?:这|真是|就是|都是)|一群|是个|[骂当]我是?|[这那]个)$/

/** 一千零一夜, 三百零一医院, 你个二百五 */
const isProverbial = ({ value, left, right }: Said): boolean =>
  (value.endsWith('零一') && right.startsWith('夜')) ||
  (!/\d/.test(value) && /^(?:医院|中学|小学|厂|国道|省道|研究所|部队)/.test(right)) ||
  (/^[二两]百五$/.test(value) && scolded.test(left) && !/^(?:[的买卖元块]|十)/.test(right))
