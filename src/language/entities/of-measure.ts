import type { Said } from './price.ts'

const nouns = [
  '频道|分机|门牌|房间|房号|密码|内存|硬盘|存储|楼层|班级|车间|编号|工号|座位|桌号',
  '[尺页]码|尺寸|身高|库存|件数|人数|次数|度数|分数|读数|表数|寿命|周长|面积|年龄',
  '(?<![金数质])[^质数流金\\d]容?量|流量|数量|[克体净毛]重|[温高深宽长厚湿密浓]度|[电血水气胎油]压|功率|[转网流时车]速',
  '[吸拉推扭马风火]力|[麻用积]分|[直孔间轴]径|[孔间轴焦]距|[键行]程|亮度|音量|水位|血糖|心率|TDS[值]?',
]
const noun = new RegExp(
  `(?:${nouns.join('|')})(?:是|为|都是|才|只有|设|了|约|上限|从|从\\d+(?:降|升|掉|涨)?到)?[:：\\s]?$`,
  'i',
)
const read = /(?:[称量测吹照][出了]来?|打出来|跑了|显示的|读)(?:都|才|就|是|只有)*$/

/** 胎压2.3, 楼层18, TDS从300降到280, 称出来62.5: what is measured or numbered is named before it. */
export const isOfMeasure = ({ left }: Said): boolean =>
  noun.test(left) || read.test(left) || ofWater.test(left)
/** TDS进水186，出水12 */
const ofWater = /(?:TDS|ppm)[^。;；!！?？元块]{0,12}$/i

/** 有效期到2月29: a day, 号 left out. */
export const isDayOfMonth = ({ value, left }: Said): boolean =>
  /^(?:[12]?\d|3[01])$/.test(value) && /(?:^|\D)(?:[1-9]|1[0-2])月份?$/.test(left)

/** 2024、2025两年 */
export const isYears = ({ value, left, right }: Said): boolean =>
  /^20[0-3]\d$/.test(value) &&
  (/^[、和到至及~-](?:20)?\d\d/.test(right) || /20\d\d[、和到至及~-]$/.test(left))

/** 儿童款130, 衣服码110: heights of who wears it. */
export const isSize = ({ value, left }: Said): boolean =>
  /^(?:[6-9]0|1[0-9][05])$/.test(value) &&
  /(?:[童男女生]款|成人款|码数?|尺码|身高|号数|[裤裙]子?|[上外]衣|衣服)$/.test(left)

/** 要512的，不要256的: so much memory. */
export const isMemory = ({ value, right }: Said): boolean =>
  /^(?:64|128|256|512|1024)$/.test(value) && /^的(?:[，,。;；!！?？\s]|$)/.test(right)

/** 数量改成20 · 我买的时候11.30 · 尾款11.1付的: how many, or when. */
export const isOfCount = ({ value, left, right }: Said): boolean =>
  counted.test(left) ||
  ofLevel.test(left) ||
  /买[\d一二两三][^，,]{0,2}送$/.test(left) ||
  (/(?:尾款|[定订]金)$/.test(left) && monthAndDay.test(value) && /^[付交]/.test(right)) ||
  (monthAndDay.test(value) && (/(?:时候|那天)$/.test(left) || (dayEnd.test(left) && happens.test(right))))
/** 4.8下单 4.11收到: a row of days. */
const dayEnd = /(?:^|[\s,，、。;；])$/
const happens =
  /^(?:才|就|又)?(?:收到(?!退|钱|红包|赔)|签收|到货|发货|派送|送到|坏|上门|安装|装好|报修|拆封?)/
const monthAndDay = /^(?:[1-9]|1[0-2])\.(?:[1-9]|[12]\d|3[01]|0[1-9])$/
/** 电池健康只剩85, 评分掉到4.6 */
const ofLevel = /(?:健康|电量|寿命|进度|评分|得分|等级|水位|[用麻]分|尺码|星级|数量)[^，,。\d]{0,4}$/
const counted = /(?:[数个台件份]数?量?|号|码|色)[^，,]{0,7}[改写填选拍][成为到]?$/

/** 孔距96的那种 */
export const isOfSize = ({ left }: Said): boolean => ofSize.test(left)
const ofSize = /(?:距|径|宽|长|高|厚|深|周|围|[尺号]码|寸|数|率|量|号)(?:是|为)?$/
