import { simplify } from './normalise.ts'
import { type AskedFact, factsAsked, factsKept } from './told.ts'

/** Words that only stand where something is known already, and what is known then. */
type Sign = readonly [RegExp, readonly AskedFact[]]

const visit: readonly AskedFact[] = ['address', 'contact', 'time_window', 'order_no']
const seen: readonly AskedFact[] = [...visit, 'model', 'photo', 'error_text']
const order: readonly AskedFact[] = ['order_no']
const parcel: readonly AskedFact[] = ['order_no', 'address', 'contact', 'photo']
const session: readonly AskedFact[] = ['contact', 'model', 'error_text']

const people =
  '(?:师傅|师父|工程师|技师|安装工|维修员|检修员|抢修|救援|维保|保养|取件员|快递员|小哥|人员|同事)'
const told: readonly Sign[] = [
  [
    new RegExp(
      `${people}[^，。？?吗]{0,12}(?:已|在路上|出发|接单|分钟|签到|到(?:了|楼|您|达|场|家)|上门|会(?:提前|先|再|跟|和|给)?.{0,3}(?:联系|致?电)|赶)|(?:已|约|改|定|排)[^，。？?吗]{0,8}(?:上门|${people})|(?:上门|服务|安装|清洗|保养|检测)时间(?:是|为|改|已|定)|(?:预约|改约|改期)成功|(?:已|已经|给您|帮您|为您)(?:改|约|预约|定|改约)[到在了好]?(?:今|明|后|周|下周|礼拜|星期|\\d|上午|下午)|定了|取件[^，。？?吗]{0,6}上门|上门取|(?:已|已经)?(?:取回|拉走|寄回检测)|(?:帮|为|给)您(?:预?约|改约|改到|改期|派单)[^？?吗]*$`,
    ),
    visit,
  ],
  [
    /(?:装|修|换|清洗|保养|检测|调试|更换|检修)(?:好|完|完成|完毕|结束)了?|(?:已|上次|上周|昨天|昨日)[^，。？?吗]{0,8}(?:更换|换了|修复|维修|装好)|(?:预计)?\d+[:：点]\d*(?:分)?结束/,
    seen,
  ],
  [
    /(?<!里|可以?|能)(?:查|核实|核对|看|检索)到(?!时|期)|(?:系统|物流|后台|轨迹|记录|快递|仓库|页面)(?:里|上)?显示|您的(?:订单|包裹|快递|货|退款|退货|换货|补发|商品|发票|申请|工单|投诉|会员|账户|账号|积分|件)(?!号|里|的?(?:哪|什么))|这[笔一]?(?:单|笔订单)|订单[A-Za-z]*\d{4,}/,
    order,
  ],
  [
    /(?:已|已经|今天|明天|今早|今晚|帮您|为您|给您)[^，。？?吗]{0,8}(?:补发|重发|发货|寄出|发出|发了|退款|退回|打款|到账|补寄|改派|拦截|催|加急|签收|揽收|派送|开具|重开)|(?:已|已经)[^，。？?吗]{0,8}(?:提交|申请|通过)|(?:退款|货款|款项|发票|运费|差价|补偿|积分|优惠券|新的?|配件|换货)[^，。？?吗]{0,12}(?:已|到账|原路|寄出|发出|发到|入账|退回)|运单号|(?:预计|大约|最迟)[^，。]{0,12}(?:送达|到货|派送|到账|签收|发出)/,
    parcel,
  ],
  [
    /(?:已|正在|重新|成功)(?:经|为您)?(?:连上|连接|远程|接入|控制)|(?:链接|邀请码?|会议号?|协助码)[^，。？?]{0,6}(?:已|发)|远程(?:已|连)/,
    session,
  ],
  [
    /检测(?:结果|报告|完成|出来|发现|显示)|(?:已?收到您?(?:的|寄)|寄回|返厂|寄修)[^，。？?吗]{0,6}(?:机器|您|主板|件|的)|在保(?:内|修期)/,
    [...order, 'model', 'photo', 'contact'],
  ],
  [
    /(?:根据|从|看了?)您(?:拍|发|传|提供)的?|您的?(?:照片|视频|图片)(?:看|收)|收到(?:照片|图片|视频)/,
    ['photo'],
  ],
  [/(?:核实|查清|查明|查实|确认)(?:了|多|少|是|属实|完|因|到|系|已)/, order],
  [
    /(?:已|刚|正)[^，。？?吗]{0,8}(?:回电|给您(?:去|打)电?话|电话联系|与您联系|致电)|会?(?:主动|提前|尽快)?(?:给您|跟您|与您|和您)[^，。？?吗]{0,6}(?:回电|来电|电话|联系)|(?:回电|电话联系)您|联系您/,
    ['contact'],
  ],
  [/(?:发|寄)[到至](?:您的?)?(?:邮箱|手机|短信|微信)|短信(?:通知|发|告知)/, ['contact']],
]

const own: readonly Sign[] = [
  [
    /(?:约|预约|定)(?:好|了|的|在)|说好的?[^，。]{0,8}(?:来|上门|到)|(?:师傅|师父|工程师|工人|小伙子?)[^，。？?]{0,6}(?:说|刚|走|来过|来了|没来|还没|到了|电话|迟到|什么时候到|几点到)|(?:昨|前|上)[^，。]{0,6}(?:上门|来(?:修|装|清洗|保养))|你们(?:装|修|洗)的|改(?:到|约|期)/,
    ['address', 'contact', 'time_window'],
  ],
  [
    /(?:前天|昨天|上周|之前|早就)?(?:申请|寄|退)[^，。？?]{0,4}(?:了|过|的)[^，。]{0,8}(?:退款|审核|收到|到账|款)|寄回去了/,
    ['photo'],
  ],
  [/(?:工程师|师傅|技师)[^，。？?]{0,8}(?:更换|换了|修了|检查|看了|检测)|你们(?:换|修|装)(?:了|的|过)/, seen],
  [
    /(?:打|联系|拨|加|call)(?:给)?我?这个(?:号|电话|手机|微信)?(?:就|即|都)?(?:行|可以?|成|好)?|这个(?:号|电话|手机)(?:就|能)|(?:注册|预留|下单|绑定|登记)(?:时|用|填|留)?的?(?:手机|电话|号|那个)|微信(?:上)?联系|尾号/i,
    ['contact'],
  ],
  [
    /(?:地址|住址)(?:就是|用|按|同|跟|和)?(?:收货|订单|下单|之前|上次|原来)|(?:收货|订单|下单)(?:的|上的?|那个?|时的?)?地址/,
    ['address'],
  ],
  [
    /其[它他余]的?[^，。]{0,8}(?:后台|系统|你们|您那|那边)[^，。]{0,4}(?:有|查)/,
    ['order_no', 'address', 'contact', 'model'],
  ],
]

const confirms = /^(?:对|是|嗯|没错|就(?:是|那)|一样|可以|好|行|yes|係|啊对)/i
const sameAs = /(?:就是|还是|是否?|按|用)[^，。？?]{0,6}(?:收货|订单|下单|之前|上次|原来|登记|预留|注册|尾号)/

const consent =
  /(?:可以|行|好|方便|同意|接受|愿意|需不需要|要不要|是否)[^，。？?]{0,4}[吗么？?]|(?:可以?|能|需要?)(?:选择?|为您|帮您|给您|安排|上门)|如果|要是/
const settled = /已|刚|正在/

/** The clauses of an agent's words that tell what is so: what was only offered counts once somebody agreed. */
const statements = (said: string, answer: string): string[] =>
  said
    .split(/(?<=[。！!；;？?\n])/)
    .filter((sentence) => !consent.test(sentence) || settled.test(sentence) || confirms.test(answer))
    .flatMap((sentence) => sentence.split(/(?<=[，,])/))
    .filter((clause) => !/[?？]|吗/.test(clause) || settled.test(clause) || confirms.test(answer))

/**
 * What must be known where these words are said: nobody drives to an unknown address. What the agent asks for in
 * the same breath is not; a question whether it is still the old one, answered with yes, is.
 */
export function factsImplied(text: string, agentSaid: string): Set<AskedFact> {
  const known = new Set<AskedFact>()
  const add = (signs: readonly Sign[], words: string): void => {
    for (const [sign, facts] of signs) if (sign.test(words)) for (const fact of facts) known.add(fact)
  }
  for (const clause of statements(simplify(agentSaid), text)) add(told, clause)
  const asked = factsAsked(agentSaid)
  for (const fact of asked) known.delete(fact)
  if (sameAs.test(simplify(agentSaid)) && confirms.test(text)) for (const fact of asked) known.add(fact)
  for (const fact of factsKept(agentSaid)) known.add(fact)
  add(own, simplify(text))
  for (const fact of factsKept(text)) known.add(fact)
  return known
}
