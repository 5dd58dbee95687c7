import { findDates } from './chinese-date.ts'

const bought =
  /买|购|下单|下的单|下单日|拍下|拍的|拍到|拍了|拍得|入手|入的|入了|订的|订了|订购|订单|网购|到手的|付款|付的|付了|付清|下订|提的车|提车|成交|抢到|抢的|抢了|抢购|秒到|秒的|淘的|淘到|剁手|刷卡|开的单|开单|选购|拼到|拼的|拼单|团的|团购|下手|收的二手|交的钱|交了钱|交的定金|付定金|发票日期|[发小]?票上|开票|提的货|提货|续的费|续费|续了|办的卡|开的会员|充的会员|交易时间|交易日|成交|支付时间|支付日|付款时间|buy|bought|order|purchase/i
const notBought =
  /收到|到货|送到|签收|送来|派送|发货|发的货|寄出|寄回|寄来|上门|维修|修|坏|装好|安装|来装|装的|生产|出厂|制造|预约|约好|约的|取件|退|换|过期|到期|报修|故障|停|激活|答应|承诺|说好|回电|联系|到账|过保|出现|开始|发现|取消|登不|打不|不能|不行|用不|黑屏|截止|截至|应该到|能到|会到|到的(?!手)|之前|以前/
const notYet =
  /还没买|没买|想买|要买|准备买|打算买|再买|去买|能买|可以买|能赶上|赶得上|现在下单|现在买|如果|要是/

/** Days of purchase or order: dates that stand with a word of buying (上周六买的, 下单时间 2024-05-01). */
export function purchaseDates(text: string, today: string | undefined): string[] {
  if (!bought.test(text)) return []
  const dates = findDates(text, today)
  const kept = dates.filter(({ start, end, date }, index) => {
    const left = clauseBefore(text, Math.max(start - 16, dates[index - 1]?.end ?? 0), start)
    const right =
      text
        .slice(end, Math.min(end + 18, dates[index + 1]?.start ?? text.length))
        .split(/[,，。;；!！?？\n]/)[0] ?? ''
    if (forgotten.test(text.slice(end, end + 14))) return false
    if (explained.test(text.slice(end, end + 14))) return true
    // 才买半个月: the words of the date say it.
    const told = /买/.test(text.slice(start, end)) && !notYet.test(left)
    return (told || isPurchase(left, right)) && (date !== today || isDone(right))
  })
  return [...new Set(kept.map(({ date }) => date))]
}

/** 315那天买的？我忘了. */
const forgotten = /^[^，,。]{0,6}[?？，,].{0,3}(?:忘了|记不清|不记得)/

/** 登记日期2024年2月29日，就是购买当天. */
const explained =
  /^\s?[,，]?\s?(?:也?就是|即|是|为)(?:我)?(?:购买|买|下单|付款)(?:的)?(?:当天|那天|日期|日子|时间)/

const clauseBefore = (text: string, from: number, to: number): string =>
  text
    .slice(from, to)
    .split(/[,，。;；!！?？\n]/)
    .at(-1) ?? ''

/** 今天下单的话 has not been. */
const isDone = (right: string): boolean => /了|的(?!话)|刚|已|凌晨|到手/.test(right)

function isPurchase(left: string, right: string): boolean {
  if (notYet.test(right) || notYet.test(left) || /(?:不是|并非|而非)在?$/.test(left)) return false
  const near = right.search(bought)
  const other = right.search(notBought)
  if (near >= 0) return other < 0 || near < other
  return bought.test(left) && !notBought.test(left) && other < 0
}
