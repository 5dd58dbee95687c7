import { createSieve } from '../../language/sieve.ts'
import { before, type Draft, isQuoted, signsOf, wide } from './draft.ts'
import type { Fault } from './finding.ts'
import { firmTime } from './time.ts'

const party =
  '(?:快递(?:公司|员|那边|小哥)?|物流(?:公司)?|顺丰|圆通|中通|申通|韵达|极兔|邮政|京东|厂家|厂商|原厂|工厂|厂里|生产商|制造商|品牌方?|供应商|供货商|经销商|代理商|渠道商|平台|淘宝|天猫|拼多多|美团|商家|卖家|店家|商场|门店|物业|开发商|装修(?:队|公司|师傅)|银行|支付宝|微信|财付通|支付公司|运营商|电信|移动|联通|安装(?:公司|师傅|队|方)|第三方|外包|承揽方|承运方|承运商|施工队|师傅|骑手|司机|仓库|仓储|系统|苹果|安卓|手机厂|微软|景区|航空公司|航司|酒店|保险公司|电力公司|供电局|水务|自来水公司|燃气公司|学校|政府|海关|邮局|驿站|代收点|快递柜|主播|达人|博主|机构|总部|总公司|分公司|上家|前任|上一个客服|前一个客服|别的客服|那个客服|别的同事|其他部门|别的部门|财务|技术部?|研发|运营|市场部|采购|质检|产品部|他们|对方|人家|群里|团长)'
const pushers = createSieve(
  [
    new RegExp(
      `(?:是|属于|都是|那是|这是|纯属|算|那叫)${party}(?:那边|方面|方|自己|个人)?(?:的)?(?:事|问题|责任|锅|错|原因|毛病|疏忽|过失|个人行为|行为|规定|设置|安排)`,
    ),
    new RegExp(`${party}(?:那边|方面|自己)?(?:的事|的锅|的错|的责任|的问题)(?=$|[,。!~呀啊哦哈嘛呢啦])`),
    new RegExp(`(?:要怪|怪|怨|赖)(?:就)?(?:得|只能|也只能)?(?:怪|怨|赖)?${party}`),
    new RegExp(
      `(?:您|你|亲|麻烦您?|请)?(?:自己|自行|得|需要|只能|最好|应该|要|该)(?:您)?(?:去|先)?(?:找|问|联系|咨询|跟|向|和|同|与)${party}`,
    ),
    new RegExp(
      `(?:找|问|跟|和|向|与|同)${party}[^,。]{0,4}(?:去|吵|理论|闹|要说法|索赔|追偿|主张|投诉|算账|要钱|赔)`,
    ),
    new RegExp(`(?:^|[,。!;])(?:您|你|亲)?(?:去)?(?:找|问)${party}(?:去|吧|呗|好了|就行|就好|$|[,。!;~])`),
    new RegExp(`(?:由|归)${party}(?:来)?(?:负责|管|承担|负担|处理|解决|赔)`),
    new RegExp(
      `${party}(?:扣|弄|搞|造成|导致|写|做|定|管|引起|写错|装)的[,。]?(?:您|你)?(?:问|找|去|跟|和我们|与我|不|要)`,
    ),
  ].map((pattern) => [pattern, pattern] as const),
)
const ownHand =
  /我(?:们)?(?:来|去|会|这边会|已|已经|现在|马上|帮您|替您|为您|同步|陪您|负责|跟进|协调|先|给您|直接)|(?:由|归)(?:我|本店|我司|我方)|(?:责任|损失|费用|运费)[^,。]{0,4}(?:在我|我们|由我)|不用您|您不用|不需要您|抱歉|对不起/
const negatedBefore = /(?:不|别|没|无|并非|不是|不会|不该|不能|不再|不说)(?:是|说|讲|会说|推给|怪)?$/
const takenBack = /^[^,。]{0,8}(?:这话|这种话|这句|那句|的说法|不对|不该|不是事实|说得不对|说错)/
/** A condition of the policy is told, not blame: 若人为损坏，收费维修. */
const ifBefore =
  /(?:若|如果?|要是|假如|如属|倘若|万一|除非|不论|无论|不管|是否|有没有|判断|排除|区分|因)[^,。]{0,10}$/
const helpful = /换|补|退|免费|优惠|减|安排|申请|上门|寄/

/** It is pushed to a third party, the customer, the rules or fate. */
export function denialIn(draft: Draft): Fault[] {
  return [...said(draft), ...pushed(draft)].filter(
    (fault) => !isQuoted(draft, fault) && !takenBack.test(draft.plain.slice(fault.end, fault.end + 16)),
  )
}

const adviceOf: Readonly<Record<string, string>> = {
  'your-fault': 'denial_customer',
  alone: 'denial_alone',
  rules: 'denial_rules',
}

function said(draft: Draft): Fault[] {
  return signsOf(draft, 'denial.').flatMap(({ start, end, value }) => {
    const group = value.slice('denial.'.length)
    if (group.endsWith('?')) return []
    const left = before(draft, start, 12)
    if (negatedBefore.test(left) || ifBefore.test(left)) return []
    return [{ ...wide(draft, { start, end }), advice: adviceOf[group] ?? 'denial' }]
  })
}

function pushed(draft: Draft): Fault[] {
  return pushers.all(draft.plain).flatMap((pattern) => {
    const match = pattern.exec(draft.plain)
    if (!match) return []
    const start = match.index + (/^[,。!;]/.test(match[0]) ? 1 : 0)
    const range = { start, end: match.index + match[0].length }
    if (negatedBefore.test(before(draft, start)) || ifBefore.test(before(draft, start, 12))) return []
    // Whoever takes the matter in hand may name whose fault it was.
    if (ownHand.test(draft.plain) && (firmTime.test(draft.plain) || helpful.test(draft.plain))) return []
    return [{ ...wide(draft, range), advice: 'denial_party' }]
  })
}
