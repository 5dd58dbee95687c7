import type { Found } from '../matches.ts'
import { isLikeResidentId } from '../personal/check-digit.ts'
import { isCount, isScrambled } from './code-form.ts'
import { isErrorForm } from './error-form.ts'
import { standsAlone } from './model-form.ts'
import { isThingAfter, isThingBefore } from './model-name.ts'

/** What a code is that no word names: told by what is said around it. */

type Role = 'order' | 'serial' | 'tracking'

/** What else is numbered: papers, people, places, tickets, and what is given away. */
const otherThing =
  /(?:投诉|工单|受理|报修|报案|合同|协议|报告|证书|证|处方|学员|学号|会员|健身卡|卡|门店|店铺|货架|门板|疫苗本|评价?|资产|配件|备件|零件|料|物料|图纸?|版本|固件|软件|邀请码?|优惠码?|兑换码?|券码?|取号|排号|班[次号]?|航班|车次|座位?|车位|教室|机位|展位|杆号?|户号|表号|注册代码|保单|课程?|批次|批号|房间?|工位|端口|文件|截图|密钥|许可|激活码|授权|群号?|频道|凭码?|会议|工资条代码|退[货款]单|换货单|[员胸]工?卡|员工卡面?|账号|信用代码|邮编|税号|IP|ip|楼|室|桌|站|路|尺码|二维码)(?:编号|代码|序号|号码?|是|的|为|写着|[印贴刻][着的]|[:：(（<＜\s#]|[，,]我?填的是?|no\.?){0,4}$/i
const otherBehind =
  /^\s?(?:号?(?:教室|车位|座|房|桌|楼|栋|室|门|店|线|路|航班|次列?车|班|窗口|会议|展位|储物)|硬卧|硬座|(?:这个?|的)?(?:文件|合同|券|优惠|邀请|版本|课|滤芯|螺)|[，,]?\s?(?:这个)?(?:是|为)?(?:批[次号]|生产日期|保质)|\.(?:pdf|docx?|xlsx?|jpe?g|png|mp4|zip|exe))/i

interface Signs {
  before: readonly (readonly [RegExp, number])[]
  behind: readonly (readonly [RegExp, number])[]
}

/** Words near a code, and how much each says. */
const signs: Readonly<Record<Role, Signs>> = {
  serial: {
    before: [
      // 铭牌底下那行字是, 表背面刻着: where it stands.
      [
        /(?:贴纸|标签|铭牌|钢印|条码|条形码|底[部下面]|(?<![\u4e00-\u9fa5])[上下里]面|背[面后]|后[头面]|里[头壁边]|侧面|仓|机身|外箱|机上|箱[上子]|架子?上?|门框|[左右]边)[^。！!?？\n]{0,14}$/,
        2,
      ],
      [/[那这一]长?[串行][^。！!?？\n]{0,16}$/, 2],
      [/(?:刻|印|烫|喷|抠|扫|抄|打|贴)[^，,。！!?？\n]{0,8}(?:[，,][^，,。\n]{0,6})?$/, 2],
      [/(?:小字|行字|的字)[^。\n]{0,14}$/, 2],
      [/(?:[那这哪]台|(?:探头|主板|板|机|柜|件|轴)[^，,。]{0,2}[编序]?号)[^，,。\n]{0,6}$/, 2],
      // 探头编号, 水泵铭牌：…，编号.
      [
        /(?:[机柜床表车琴泵板环锁灯秤炉箱锅梯屏仪枪阀罐]|[台探]头?|设备|产品)(?:上|里)?的?(?:编号|序号|号码?)[^，,。\n]{0,6}$/,
        2,
      ],
      [/(?:编号|序号)[^，,。\n]{0,4}$/, 1],
      [/№\s?$|(?<![A-Za-z])(?:no|id)[:：.]\s?$/i, 1],
      [/查[一下查\s]{0,3}$/, 1],
      [/(?:机台|机器|设备|整机|主机|[这那]台)\s?$/, 2],
      // 喷码机LX-90墨路堵，90-2207-338.
      [/[A-Z]{2,}-?\d{2,}[^。\n]{0,10}[，,]\s?$/, 1],
      [/一台(?:是|写的?)?\s?$/, 2],
      [/一个(?:是|写的?)?\s?$/, 1],
    ],
    behind: [
      [
        /^[，,]?[^。！!\n]{0,12}(?:是序列|车身号|激活|真假|真伪|保修|在保|过保|质保|延保|翻新|行货|正品|绑[不定]|连不上|离线|配网|年检|是这串|是哪年)/,
        2,
      ],
      [/^[^。\n]{0,10}(?:贴纸|[这那]一?[行串]|背面|底下|刻的|铭牌)/, 3],
      [/^[，,\s]?[^。，,\n]{0,4}查/, 1],
      [/^(?:这|那|[两三几])台|^\s?[两三几]台/, 2],
      [/^[^。\n]{0,14}(?:坏|漏|渗|[都也]?报[A-Z]|送修|不[走转热响亮动开制通冷]|裂|异响|卡|抱死|故障)/, 1],
    ],
  },
  order: {
    before: [
      [/#$/, 2],
      [/(?:单子?|订[的了货]?|下[的单]{1,2}|拍[的下了]{0,2}|买的?|采购|备注写?|小票|客户)[^。！!?？\n]{0,16}$/, 1],
      [/(?<![运面货清账简买工])单(?:子|据)?(?:是|为)?[\s:：，,]{0,2}$/, 2],
      [/(?:订的?货|补的货|[这那]单|下的单)[，,\s]?$/, 3],
      [/[两三几]单[^。\n]{0,8}$|单号[^。\n]{0,14}[?？，,][^。，,\n]{0,6}$/, 2],
      [/(?<![A-Za-z])(?:Ref(?:erence)?|PO|SO|order)(?: ?no)?[.:：#\s]*$/i, 3],
    ],
    behind: [
      [/^[，,、\s]{0,2}(?:[那这]|以上)?[一两三四五几\s]?[单笔](?!位|独|价|词)/, 3],
      [/^的?(?:买家|货|订单|客人)/, 2],
      [
        /^[^。！!\n]{0,18}(?:发货|没发|别发|照发|出货|改|换|退|取消|催|少[了发一]|漏发|没[给放送寄]|赠|开票|发票|交期|加急|下错|补发?|送货|发错|几时|安排|并票|缺货|到货|降了|赔|付了|拍|合成|刻|票|给我发|发了|合并|下架|配送|留样|什么时候|申请|撤|拦截|地址|能不能|可以)/,
        1,
      ],
    ],
  },
  tracking: {
    before: [
      [/(?:快递|物流|包裹|寄|入库号?|集运|空运|货到付款|[这那]票|柜号?|提单|头程|百世|回来)[^。！!?？\n]{0,14}$/, 2],
      [/(?:百世|顺丰|中通|申通|圆通|韵达|极兔)[^。！!?？\n]{0,12}$/, 1],
    ],
    behind: [
      [
        /^[^。！!\n]{0,16}(?:包裹|[这那一两三几]个件|[这那]件|两件一起|到哪|到了没|签收|签了|派送|拒[收签]|我?不签|驿站|到港|靠港|放行|报关|清关|入库|收到没|官网查|寄回|寄来|中通|圆通|申通|韵达|极兔|顺丰)/,
        2,
      ],
    ],
  },
}

/** What a code with a form of its own is taken for; undefined where the words say nothing. */
export function roleByTalk({ value, start, end }: Found, text: string): Role | undefined {
  const whole = value.replaceAll(' ', '')
  const digits = whole.replace(/\D/g, '').length
  const parted = whole !== value && /[A-Z]/.test(value)
  if (whole !== value && !parted && digits < 9) return undefined
  const short = !isCount(whole) && !isScrambled(whole) && !parted
  if (short && !(text.charAt(start - 1) === '#' && digits > 3) && !tagged.test(value)) return undefined
  const before = text.slice(Math.max(0, start - 28), start)
  const behind = text.slice(end, end + 24).replace(/^\s*\n\s*/, '')
  if (isOfOther(text, start, end) || isNone(whole) || isErrorForm(value, '')) return undefined
  const lot = ownSigns(whole, text)
  const beside = isCount(whole) && /[A-Z].*\d$/i.test(whole) && isThingBefore(text, start)
  let best: Role | undefined
  // DW60K8000这台洗碗机: a model, unless much speaks against it.
  let most = !isCount(whole) && isThingAfter(text, end) ? 3 : short || (!isCount(whole) && standsAlone(whole)) ? 2 : 1
  for (const role of ['serial', 'order', 'tracking'] as const) {
    const said = weigh(signs[role], before, behind)
    const weight =
      (said === 0 && lot[role] < 3 ? 0 : said + lot[role]) + (role === 'serial' && beside ? 2 : 0)
    if (weight > most) [best, most] = [role, weight]
  }
  return best
}

const weigh = (of: Signs, before: string, behind: string): number =>
  of.before.reduce((sum, [sign, weight]) => sum + (sign.test(before) ? weight : 0), 0) +
  of.behind.reduce((sum, [sign, weight]) => sum + (sign.test(behind) ? weight : 0), 0)

/** W-7719, BH1120-3, Z4411: short, so much must be said for it. */
const tagged = /^[A-Z]-?\d{4,5}$|^[A-Z]{1,3}-?\d{4}-\d{1,3}$/

/** 车位B2-117, 邀请码,我填的是QX7K2P: the number of something else. */
const isOfOther = (text: string, start: number, end: number): boolean =>
  /[A-Z]\/[A-Z]+ $/.test(text.slice(Math.max(0, start - 8), start)) ||
  otherThing.test(text.slice(Math.max(0, start - 16), start)) || otherBehind.test(text.slice(end, end + 10))

/** A telephone, a person's number, a day, an error's number. */
const isNone = (value: string): boolean =>
  /^1[3-9]\d(?:[- ]?\d{4}){2}$|^0\d{2,3}-?\d{7,8}$|^[48]00-?\d{3,4}-?\d{3,4}$|^95\d{3,6}$|^6[29]\d{11,17}$/.test(value) ||
  isLikeResidentId(value) ||
  /^(?:19|20)\d\d([-/]?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])$|^0x/i.test(value)

/** What the form itself speaks for. */
function ownSigns(value: string, text: string): Record<Role, number> {
  const dated = /^(?:[A-Z]{1,4}-?)?(?:20)?2[0-7](?:0[1-9]|1[0-2])/i.test(value)
  return {
    serial: isScrambled(value) || ofThings.test(text) ? 1 : 0,
    order:
      (dated ? 1 : 0) +
      (/^(?:PO|SO|ORD|DD)[-_]?\d{4}/i.test(value) ? 3 : 0) + (/^[A-Z]?\d{2,8}(?:-\d{2,8})+$|^[A-Z]{1,4}\d{8,}$|^\d{12,13}$|^\d{16,20}$|[A-Z]\d{12,}$/i.test(value) ? 1 : 0),
    tracking: /^\d{12,15}$/.test(value) ? 1 : 0,
  }
}

/** What is said of a thing that is kept or mended. */
const ofThings = /型号|铭牌|报修|质保|保修|维修|功率|流量|设备|序列号|机器|探头|配件|送修|巡检|停线|堵|异响|背|底|漏电|不开机|不制/
