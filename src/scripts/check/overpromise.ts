import { compensationsIn } from './compensation.ts'
import {
  after,
  before,
  clauseAt,
  type Draft,
  isQuoted,
  type Range,
  sentenceAt,
  signsOf,
  textOf,
  wide,
} from './draft.ts'
import type { Fault } from './finding.ts'

const negated =
  /(?:不|没|无|未|非|别|勿|莫|难以?|谁|哪|无法|不能|不敢|没法|不会|没办法|不可|不好|不便|不可能|不是|不等于|并不|做不到|谈不上|算不上|打不了|给不了|没人能|没有人能|谁也不能|谁都不能|不轻易|不随便|不乱)(?:保证|承诺|担保|向您|给您|跟您|和您|对您|说|讲|是|能|敢|答应|承诺|打|拍|再|一口|当场|轻易|随便|直接|做出|作出|用|使用|让|替|您|来|个|有)*$/
const disclaimed =
  /(?:无法|不能|不敢|没法|没办法|无权|不可能|做不到|给不了|不便)(?:向您|给您|跟您|对您|为您|替您|当场|随便|轻易|直接|现在|就)*(?:保证|承诺|担保|答应|打|做出|作出|说|许诺)?(?:您|给您|能|会|可以|一定|是)?$|(?:不|没有?|未|从不)(?:承诺|保证|许诺|答应)(?:过|您|给您)?$|(?:没有|不是|并非)(?:什么|所谓的?)?$/
const asked = /能否|能不能|是否|是不是|会不会|可不可以|如何|怎么|怎样|有没有|谁(?:说|敢|要是|跟您说)/
const condition =
  /如果|若|要是|经检测|检测(?:结果|是|后|确认|属)|属于|保修期|质保期|签收|七天|7天|15天|30天|规则|政策|活动|合同里|合同写|合同约定|按(?:规定|规则|合同|政策)|根据|凡|符合|满足|期内|期间|非人为|以内|之内/
const takenBack =
  /^[^,。]{0,10}(?:这话|这种话|这句|那句|不敢|不能|说不了|的说法|不该|我不会说|没法说|是假|都别信|别信|不可信|不实|不存在|做不到|谈不上)/
/** 全额赔偿需要主管审批: it is said who decides. */
const decidedElsewhere =
  /^[^,。]{0,8}(?:需要?|须|得|要)(?:先)?(?:经过?|由|等|报)?(?:主管|经理|领导|上级|财务|公司|总部|专员|部门)?(?:来|去)?(?:审批|审核|批准|同意|核实|检测|评估|决定)/
const risky = /不能|不敢|无法|没法|不会|别信|不存在|做不到|不保证|不承诺|不是药|因人而异/

/** Guarantees nobody can give, and money nobody allowed. */
export function overpromiseIn(draft: Draft, limit?: number): Fault[] {
  const faults = [...vows(draft), ...(limit === undefined ? [] : sums(draft, limit))]
  return faults.filter((fault) => !isQuoted(draft, fault))
}

const adviceOf: Readonly<Record<string, string>> = {
  money: 'overpromise_money',
  alone: 'overpromise_alone',
}

/** 我无法保证全额赔付: whatever sounds like a promise is denied outright. */
export function promisesNothing(draft: Draft): boolean {
  const signs = signsOf(draft, 'overpromise.')
  const denied = signs.filter(
    ({ start, end }) => disclaimed.test(before(draft, start, 14)) || takenBack.test(after(draft, end, 20)),
  )
  return denied.length > 0 && signs.every((sign) => beginsIn(denied, sign))
}

/** 双倍赔 holds 倍赔, too: what stands before the longer one stands before both. */
const beginsIn = (ranges: readonly Range[], { start }: Range): boolean =>
  ranges.some((range) => range.start <= start && start < range.end)

function vows(draft: Draft): Fault[] {
  const signs = signsOf(draft, 'overpromise.')
  const guarded = signs.filter((sign) => isGuarded(draft, sign))
  return signs.flatMap(({ start, end, value }) => {
    const group = value.slice('overpromise.'.length)
    if (group.endsWith('?') || beginsIn(guarded, { start, end })) return []
    return [{ ...wide(draft, { start, end }), advice: adviceOf[group] ?? 'overpromise' }]
  })
}

function isGuarded(draft: Draft, { start, end }: Range): boolean {
  const left = before(draft, start, 14)
  if (negated.test(left) || asked.test(left)) return true
  const right = draft.plain.slice(end, end + 20)
  if (takenBack.test(right) || decidedElsewhere.test(right)) return true
  const sentence = sentenceAt(draft, start)
  const clause = textOf(draft, clauseAt(draft, start))
  if (draft.plain.charAt(sentence.end) === '?' && asked.test(clause)) return true
  return (
    condition.test(draft.plain.slice(sentence.start, start)) &&
    !/我(?:个人|做主|拍板|保证)|双倍|十倍/.test(clause)
  )
}

const permitted =
  /申请|报批|上报|审批|请示|争取|不超过|至多|最多|退(?:款|还|您|给)|差价|价保|原路|原价|实付|运费|押金/

/** Compensation above what the sender may promise; what is applied for is not promised. */
function sums(draft: Draft, limit: number): Fault[] {
  return compensationsIn(draft.plain).flatMap(({ value, ...range }) => {
    if (value <= limit) return []
    const clause = textOf(draft, clauseAt(draft, range.start))
    if (permitted.test(clause) || negated.test(before(draft, range.start, 14)) || risky.test(clause))
      return []
    const values = { amount: String(value), limit: String(limit) }
    return [{ ...range, advice: 'overpromise_limit', values, sure: true }]
  })
}
