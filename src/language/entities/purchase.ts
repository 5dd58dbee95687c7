import { type DateMention, findDates } from './chinese-date.ts'

const bought =
  /买|购|下单|下的单|下单日|拍下|拍的|拍到|拍了|拍得|入手|入的|入了|订的|订了|订购|订单|网购|到手的|付款|付的|付了|付清|下订|提的车|提车|成交|抢到|抢的|抢了|抢购|秒到|秒的|淘的|淘到|剁的?手|刷卡|开的单|开单|选购|拼到|拼的|拼单|团的|团购|下手|收的二手|交的钱|交了钱|交[的了](?:定金|首付|钱|[年月会]费|[全货房尾]?款)|付定金|发票日期|[发小]?票上|开票|提的货|提货|续的费|续费|续了|办的(?!事|理|手续)|开的会员|充的会员|小票|交易时间|交易日|成交|支付时间|支付日|付款时间|囤|屯(?=[了的着])|刷的(?!新)|(?<![指约固规特鉴限锁确决既能说])定的(?!时间|上门|[周明后下今\d]|礼拜|星期)|定了[一两三]?[个台套件张]|定下[的了]|拿下|(?<=^|[上晚夜点号日里半午晨早节旦])下的(?!火车|[雨雪雹班课车飞楼降乡岗线软病通崽蛋床山船地手功决])|(?<![剩底地楼余以留放脚旗名乡私手树灯])下的(?=[那这]?个?订?单|[，,。;；!！?？\s]|$|\d|[一两三]个)|落[的了]?单|buy|bought|order|purchase/i
const notBought =
  /收到|到货|送到|签收|送来|派送|发货|发的货|寄出|寄回|寄来|上门|维修|修|坏|装好|安装|来装|装的|生产|出厂|制造|预约|约好|约的|取件|退|换|过期|到期|报修|故障|停|激活|答应|承诺|说好|回电|联系|到账|过保|出现|开始|发现|取消|登不|打不|不能|不行|用不|黑屏|截止|截至|该到|能到|会到|就到(?!手)|(?<![买拍抢淘拼秒团提])到了(?!手)|到的(?!手)|入住|之前|以前/
const notYet =
  /(?:什么时候|啥时候|几时)(?:开始)?(?:付|买|下单|拍)|还没买|没买|想买|要买|准备买|打算买|再买|去买|能买|可以买|能赶上|赶得上|现在下单|现在买|如果|要是/

/** Days of purchase or order: dates that stand with a word of buying (上周六买的, 下单时间 2024-05-01). */
export function purchaseDates(said: string, today: string | undefined): string[] {
  // 订嘞: 的, as it is said in Henan.
  const text = said.replaceAll('嘞', '的')
  if (!bought.test(text) && !given.test(text)) return []
  const dates = findDates(text, today)
  const kept = dates.filter(({ start, end, date }, index) => {
    const last = dates[index - 1]?.end ?? 0
    // 昨儿买的今儿就到了: what stands between two days is said of the first.
    const between = index > 0 ? text.slice(last, Math.min(start, last + 6)) : ''
    const taken =
      last + between.length === start && bought.test(between) && !/[,，。;；!！?？\n]/.test(between)
    const left = taken ? '' : clauseBefore(text, Math.max(start - 16, last), start)
    const right =
      text
        .slice(end, Math.min(end + 18, dates[index + 1]?.start ?? text.length))
        .split(/[,，。;；!！?？\n]/)[0] ?? ''
    if (forgotten.test(text.slice(end, end + 14))) return false
    if (explained.test(text.slice(end, end + 14))) return true
    if (/[定订]金(?:是|在|就)?$/.test(left) && /^(?:[早晚上下中半]{1,2}[上午夜])?就?[交付]/.test(right))
      return true
    if (namedLater.test(text.slice(Math.max(0, start - 14), start))) return true
    if (isRest(left, right) && deposit.test(text)) return false
    // 才买半个月: the words of the date say it.
    const told = /买/.test(text.slice(start, end)) && !notYet.test(left)
    return (told || isPurchase(left, right)) && (date !== today || isDone(right))
  })
  const days = kept.length > 0 ? kept : gifts(text, dates)
  return [...new Set(days.map(({ date }) => date))]
}

/** 定金31号付的，尾款11号付的: bought was it with the first. */
const deposit = /[定订]金/
const isRest = (left: string, right: string): boolean =>
  (/尾款/.test(left) && !deposit.test(left)) || /^[^定订]{0,8}尾款/.test(right)

/** 520老公送的项链, 母亲节送我妈的: what is given on a feast was bought for it. */
const given = /送[我她他给的]/
const gifts = (text: string, dates: readonly DateMention[]): readonly DateMention[] =>
  dates.filter(
    ({ start, end }) =>
      !/[昨今前周拜期号日月]/.test(text.slice(start, end).replace(/[今去前]年|当日|前[一两]天/, '')) &&
      isGiven.test(text.slice(end, end + 12)),
  )
const isGiven =
  /^(?!.{0,6}[想要能])[^，,。;；!！?？\n送]{0,8}送(?:给)?(?:我[妈爸老婆姐妹哥弟奶爷女儿]?|[她他][^们]|的(?!货|时候|赠|券|不|都))(?!货|到|达|来|修)/

/** 315那天买的？我忘了. */
const forgotten =
  /^(?:还是|或者?)[^，,。]{0,6}[号日]|^[^，,。]{0,4}来着|^[^，,。]{0,6}[?？，,].{0,3}(?:忘了|记不清|不记得)/

/** 登记日期2024年2月29日，就是购买当天. */
const explained =
  /^\s?[,，]?\s?(?:也?就是|即|是|为)(?:我)?(?:购买|买|下单|付款)(?:的)?(?:当天|那天|日期|日子|时间)/

/** 生日那天买的，也就是11.15. */
const namedLater = /(?:买|订|拍|下单)的[，,]\s?(?:也?就是|即)$/

const clauseBefore = (text: string, from: number, to: number): string =>
  text
    .slice(from, to)
    .split(/[,，。;；!！?？\n]/)
    .at(-1) ?? ''

/** 今天下单的话 has not been. */
const isDone = (right: string): boolean => /了|的(?!话)|嘞|刚|已|凌晨|到手/.test(right)

function isPurchase(left: string, right: string): boolean {
  if (notYet.test(right) || notYet.test(left) || /(?:不是|并非|而非)在?$/.test(left)) return false
  const near = right.search(bought)
  const other = right.search(notBought)
  if (near >= 0) return other < 0 || near < other
  return bought.test(left) && !notBought.test(left) && other < 0
}
