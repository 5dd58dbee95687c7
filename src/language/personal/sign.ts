import { type CueKind, cuesBetween, type Passage } from '../cues.ts'
import { matchesOf } from '../matches.ts'
import type { SpanType } from './finding.ts'

/** What a number may be that no rule has claimed; `other` is what is not personal. */
export type Family = 'secret' | 'qq' | 'wechat' | 'fixed' | 'card' | 'passport' | 'order' | 'other'

/** A word that speaks of numbers, with how plainly it does. */
export interface Sign {
  family: Family
  start: number
  end: number
  weight: number
  /** It speaks only of what stands behind it: 382提示错误 is no error's number. */
  leads?: boolean
  /** What was found speaks only of what has its form. */
  form?: string
}

export interface Token {
  value: string
  start: number
  end: number
}

/** What was found already, as what. */
export interface Claim {
  start: number
  end: number
  family: Family
}

const families: Readonly<Partial<Record<CueKind, Family>>> = {
  secret: 'secret',
  qq: 'qq',
  wechat: 'wechat',
  fixed: 'fixed',
  card: 'card',
  passport: 'passport',
  order: 'order',
  invoice: 'order',
  parcel: 'other',
  serial: 'other',
  label: 'other',
  service: 'other',
  model: 'other',
  error: 'other',
  credit: 'other',
  id: 'other',
  email: 'other',
  plate: 'other',
}

/** Words that only hint, by family: 凭 4471, 锁屏, 六位数, 拉进群, 本地的, 户头, 这票. */
const hints: readonly (readonly [Family, number, string])[] = [
  [
    'other',
    2.4,
    '识别码|二维码|条码|尺码|编码|商品码|验货|号码牌|机器码|会议号?|学号|户号|房号|工号|工牌|端口|券|积分|读数|版本|型号|尺寸|批[号次]|[受办]理号|用户名|登[录陆]名|昵称|店铺|无线|热点|网名|iccid|航班|车次|准考证|到期|投诉|合同|报价|报警|回执|邮编|鞋码|价格|块钱|库存|货号|(?:客户|会员|设备)编?号|尾号|后[四4三3两几]位|前[四4三3几]位|门牌|年份?|版|款|截图|文件|链接',
  ],
  ['other', 3, '[Ww][Ii]-?[Ff][Ii](?:名字?)?'],
  [
    'secret',
    2.5,
    '收货码|登[录陆]码|锁屏|解锁|开锁|门锁|门禁|闸机|锁[是用]|锁了|(?<![双对单])开门(?!红)|进门|上门就|按?井|(?<![冰衣橱鞋书展酒货])柜[子门里]|丰巢|驿站|取件|取货|提货|自提|取快递|拿快递|凭(?![条据什借])证?|钥匙|[三四六346]个?位?(?:的)?数字?|验证|授权|配对|短信|语音|动态|刮开|图案|险[柜箱]|进系统|提取|[报发给念要收]个?码|报了个|[念读报]给|念了?|让我[报念读发给]|(?:分钟|时间)[内后]?(?:过期|失效|有效)|(?:切勿|请?勿|不要|别)(?:告|泄|给|外)|(?<![条号尺编品维邮机价识别代列车型批商货扫数喷\\d])码(?![数表头农率段洗盘字力上])',
  ],
  [
    'secret',
    2.1,
    '密(?=[\\dA-Za-z]{5})|收到(?=\\d{6})|告诉[他她它对客师]|登[录陆](?!失|不|异|页|显)|数字|开屏|领取|取药|取票|入园|入场|兑奖|(?<!楼下|单元)[按输刷](?=\\d{4}(?![改计收退算]))|转到|拨到',
  ],
  ['qq', 2.4, '腾讯|[Qq]{1,2}群|扣(?![款费钱了除押分留掉])|[Qq]我'],
  [
    'wechat',
    2.4,
    '我的号|拉进?[^，,。]{0,3}群|加我|加一?下我|加[你她他]们?|加好友|搜|绿色[^，,。]{0,3}(?:软件|图标)|[个我]?[Vv](?=[系是号：: ])|进群|好友|备注',
  ],
  [
    'fixed',
    2.4,
    '本地的?|区号|打(?:过?来|了|不通|得通|到|这个|我)|拨|线路|分机|接电话|(?:没|无)人接|直线|办公室|门卫|传达室|回我|没打通|占线|空号|电话(?![卡线机手费])',
  ],
  ['card', 2.4, '户头|对公户?|基本户|一般户|账户|开户|退[到回]?|打款|汇|卡(?![住死顿片槽扣壳])'],
  ['passport', 2.4, '外宾|外籍|俄罗斯|日本|韩国|美国|德国|法国|英国|签证|入境|入住|登机|旅券'],
  [
    'order',
    2.4,
    '[Pp][OoIi](?![A-Za-z])|采购|(?:[这那一上][张个一]?|我的?|发货|装箱|单据|收据|送货|机|车|船|游船|电影)[张个一]?[票单](?![位独价间])|[^\\s清菜名账简买传表运快递流]单(?=[，,。\\s]|$)|[买拍订下]的(?:那[件个单台])?(?=[，,:：是\\s\\d])|[Rr]ef\\.?|票号|单据|退掉|取消|开错票|作废|红冲|重开|美团|饿了么|淘宝|天猫|拼多多|(?:查|催|退|改)(?=一?下?\\s?[A-Z]{0,3}-?\\d{6})',
  ],
]
const hint = new RegExp(hints.map(([, , words], at) => `(?<h${at}>${words})`).join('|'), 'g')

/** All the words of a passage that speak of numbers. */
export function signsOf({ text, cues }: Passage): readonly Sign[] {
  const signs: Sign[] = []
  for (const { kind, start, end } of cues) {
    const family = families[kind]
    if (family) signs.push({ family, start, end, weight: 3, leads: kind === 'error' })
  }
  for (const { 0: said, index, groups } of matchesOf(hint, text)) {
    const [family, weight] = hints.find((_, at) => groups?.[`h${at}`] !== undefined) ?? []
    const hidden = cuesBetween(cues, index, index + said.length).some(
      ({ kind, start, end }) => families[kind] !== undefined && end - start >= said.length,
    )
    if (family && weight && !hidden) signs.push({ family, start: index, end: index + said.length, weight })
  }
  return signs
}

const familyOfType: Readonly<Partial<Record<SpanType, Family>>> = {
  secret: 'secret',
  qq: 'qq',
  wechat: 'wechat',
  landline: 'fixed',
  bank_card: 'card',
  passport: 'passport',
  invoice_or_order_no: 'order',
}

/** What a finding is for the numbers beside it. */
export const claimOf = (type: SpanType | undefined, { start, end }: { start: number; end: number }): Claim => ({
  family: (type && familyOfType[type]) ?? 'other',
  start,
  end,
})

/** How a number looks: 9999, 9-9-9999, AA99; long ones of mere digits are all alike. */
export const formOf = (value: string): string =>
  /^\d{8,}$/.test(value)
    ? 'long'
    : value.replace(/\d/g, '9').replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a').replace(/[零〇一二三四五六七八九幺两洞拐勾]/g, '九')

/** 原先271830044，现在3540096617: what was found speaks of what looks like it. */
export const signsOfClaims = (claims: readonly Claim[], text: string): Sign[] =>
  claims.map(({ family, start, end }) => ({ family, start, end, weight: 2.8, form: formOf(text.slice(start, end)) }))

const joint = /^\s?(?:[、/和与跟及或]|还有)\s?$/
const decay = 14
const breaks = /[,，、;；]/g
const ends = /[。！!？?\n]/g
const count = (pattern: RegExp, text: string): number => matchesOf(pattern, text).length
const ownValue = /^[\s是为:：]{0,3}[A-Za-z0-9]/

/** How plainly a sign speaks of a token: less over a distance and over pauses. */
function strength({ start, end, weight, leads, form }: Sign, token: Token, text: string): number {
  const before = end <= token.start
  if (leads && !before) return 0
  const gap = before ? text.slice(end, token.start) : text.slice(token.end, start)
  if (form !== undefined && form !== formOf(token.value)) return joint.test(gap) ? weight - 0.4 : 0
  if (gap.length > (before ? 36 : 14)) return 0
  // wifi叫home-2F 密码8888: the word behind a token may speak of what comes next.
  if (!before && form === undefined && ownValue.test(text.slice(end, end + 4))) return 0
  const paused = 0.35 * count(breaks, gap) + 0.7 * count(ends, gap)
  return before ? weight - gap.length / decay - paused : weight - 0.3 - gap.length / 7 - paused
}

/** How plainly the words of each family speak of a token. */
export function votesFor(one: Token, signs: readonly Sign[], text: string): ReadonlyMap<Family, number> {
  const votes = new Map<Family, number>()
  for (const sign of signs) {
    if (sign.start < one.end && one.start < sign.end) continue
    const score = strength(sign, one, text)
    if (score > (votes.get(sign.family) ?? 0)) votes.set(sign.family, score)
  }
  return votes
}
