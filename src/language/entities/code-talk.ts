import { countDigits } from '../digits.ts'
import type { Found } from '../matches.ts'
import { isLikeResidentId } from '../personal/check-digit.ts'
import { isCount, isScrambled } from './code-form.ts'
import { type Signs, signs } from './code-signs.ts'
import { isErrorForm } from './error-form.ts'
import { standsAlone } from './model-form.ts'
import { isThingAfter, isThingBefore } from './model-name.ts'

/** What a code is that no word names: told by what is said around it. */

type Role = 'order' | 'serial' | 'tracking'

/** What else is numbered: papers, people, places, tickets, and what is given away. */
const otherThing =
  /(?:投诉|工单|受理|报修|报案|合同|协议|报告|证书|(?<!合格|保修)证|处方|学员|学号|会员|健身卡|卡|门店|店铺|货架|门板|疫苗本|评价?|资产|配件|备件|零件|料|物料|图纸?|版本|固件|软件|邀请码?|优惠码?|兑换码?|券码?|取号|排号|班[次号]?|航班|车次|座位?|车位|教室|机位|展位|杆号?|户号|表号|注册代码|保单|课程?|批次|批号|房间?|工位|端口|文件|截图|密钥|许可|激活码|授权|群号?|频道|凭码|会议|工资条代码|[员胸]工?卡|员工卡面?|账号|信用代码|邮编|税号|IP|ip|楼|室|桌|站|路|尺码|二维码)(?:编号|代码|序号|号码?|是|的|为|写着|[印贴刻][着的]|[:：(（<＜\s#]|[，,]我?填的是?|no\.?){0,4}$/i
const otherBehind =
  /^\s?(?:号?(?:教室|车位|座|房|桌|楼|栋|室|门|店|线|路|航班|次列?车|班|窗口|会议|展位|储物)|硬卧|硬座|(?:这个?|的)?(?:文件|合同|券|优惠|邀请|版本|课|滤芯|螺)|[，,]?\s?(?:这个)?(?:是|为)(?:批[次号]|生产日期|保质)|\.(?:pdf|docx?|xlsx?|jpe?g|png|mp4|zip|exe))/i

/** What a code with a form of its own is taken for; undefined where the words say nothing. */
export function roleByTalk({ value, start, end }: Found, text: string): Role | undefined {
  const whole = value.replaceAll(' ', '')
  // #901122#: turned on a safe.
  if (text.charAt(end) === '#') return undefined
  let most = needed({ value, start, end }, whole, text)
  if (
    most === undefined ||
    isNone(whole) ||
    isErrorForm(value, '') ||
    isOfTalk(text, { start, end }) ||
    isOfOther(text, start, end)
  )
    return undefined
  const before = text.slice(Math.max(0, start - 28), start)
  const behind = text.slice(end, end + 24).replace(/^\s*\n\s*/, '')
  const beside = isCount(whole) && isBesideThing(whole, text, start)
  let best: Role | undefined
  for (const role of ['serial', 'order', 'tracking'] as const) {
    // So long a number without letters is a card's.
    if (role === 'serial' && /^\d{15,}$/.test(whole)) continue
    const said = weigh(signs[role], before, behind) + (role === 'serial' && beside ? 2 : 0)
    if (said === 0 && !(role === 'order' && orderPrefix.test(whole))) continue
    const weight = said + ownSign[role](whole, text.slice(Math.max(0, start - 80), end + 80))
    if (weight > most) [best, most] = [role, weight]
  }
  return best
}

/** More than so much must be said for a code: for one that may be a model, or is short, more; undefined where it has no form of its own. */
function needed({ value, start, end }: Found, whole: string, text: string): number | undefined {
  const digits = countDigits(whole)
  const parted = whole !== value && /[A-Z]/.test(value)
  if (whole !== value && !parted && digits < 9) return undefined
  if (isCount(whole)) return 1
  // DW60K8000这台洗碗机: a model.
  if (isScrambled(whole) || parted) {
    if (isThingAfter(text, end)) return 3
    return standsAlone(whole) || isThingBefore(text, start) ? 2 : 1
  }
  const marked = (text.charAt(start - 1) === '#' && digits > 3) || tagged.test(value)
  return marked ? 2 : undefined
}

const weigh = (of: Signs, before: string, behind: string): number =>
  of.before.reduce((sum, [sign, weight]) => sum + (sign.test(before) ? weight : 0), 0) +
  of.behind.reduce((sum, [sign, weight]) => sum + (sign.test(behind) ? weight : 0), 0)

/** W-7719, BH1120-3, Z4411: short, so much must be said for it. */
const tagged = /^\d{2,4}-\d{4}$|^[A-Z]-?\d{4,5}$|^[A-Z]{1,3}-?\d{4}-\d{1,3}$/

/** 车位B2-117, 邀请码,我填的是QX7K2P: the number of something else. */
export const isOfOther = (text: string, start: number, end: number): boolean =>
  /[A-Z]\/[A-Z]+ $/.test(text.slice(Math.max(0, start - 8), start)) ||
  otherThing.test(text.slice(Math.max(0, start - 16), start)) ||
  otherBehind.test(text.slice(end, end + 10))

/** 我念了短信里那串558201, 快递柜发的…, 不是昨天那个…: what is a person's, a locker's, or meant to be none. */
const isOfTalk = (text: string, { start, end }: Pick<Found, 'start' | 'end'>): boolean =>
  ofTalk.test(text.slice(Math.max(0, start - 20), start)) ||
  /^[，,\s]{0,2}(?:是|的|这[串个]?)?(?:验证码|密码|口令|身份证)/.test(text.slice(end, end + 8))
const ofTalk =
  /身份证|社保卡|银行卡|信用卡|储蓄卡|验证码|短信|密码|口令|护照|passport|税号|信用代码|执照|企鹅|(?:[加+]\s?v|微信)[^，,。]{0,6}$|丰巢|[递货子楼]柜|柜[子机]|手机上|位数|建议|投诉|立案|受理|需求|反馈|申请|开票[，,]\s?$|不是[^，,。\d]{0,6}$|别退\s?$/i

/** A telephone, a person's number, a day, an error's number. */
const isNone = (value: string): boolean =>
  /^1[3-9]\d(?:[- ]?\d{4}){2}$|^0\d{2,3}-?\d{7,8}$|^[48]00-?\d{3,4}-?\d{3,4}$|^95\d{3,6}$|^6[29]\d{11,17}$/.test(
    value,
  ) ||
  isLikeResidentId(value.replaceAll('-', '')) ||
  /^(?:1[3-9]\d{9}|0\d{9,14})$/.test(value.replaceAll('-', '')) ||
  /^62\d{4,}$|^(?=.*[A-Z])[1-9A-Z][1-9]\d{6}[0-9A-Z]{10}$/.test(value) ||
  /^(?:19|20)\d\d([-/]?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])$|^0x/i.test(value)

/** 压机SYJ-2209-017: right behind what a thing is called. */
const isBesideThing = (value: string, text: string, start: number): boolean =>
  /[A-Z].*\d$/i.test(value) &&
  (isThingBefore(text, start) ||
    /[机仪炉泵椅车柜箱锁秤琴床阀梯]\s?$/.test(text.slice(Math.max(0, start - 2), start)))

const orderPrefix = /^(?:PO|SO|ORD|DD)[-_]?\d{4}/i
const dated = /^(?:[A-Z]{1,4}-?)?(?:20)?2[0-7](?:0[1-9]|1[0-2])/i
const orderForm =
  /^(?:[A-Z]-?)?\d{2,8}(?:-\d{2,8})+$|^[A-Z]{1,4}\d{8,}$|^\d{12,13}$|^\d{16,20}$|[A-Z]\d{12,}$/i

/** How much a code's own form, and what the text is about, speak for what the words near it say. */
const ownSign: Readonly<Record<Role, (value: string, near: string) => number>> = {
  serial: (value, near) => (isScrambled(value) || ofThings.test(near) ? 1 : 0),
  order: (value) =>
    (dated.test(value) ? 1 : 0) + (orderPrefix.test(value) ? 3 : 0) + (orderForm.test(value) ? 1 : 0),
  tracking: (value) => (/^\d{12,15}$/.test(value) ? 1 : 0),
}

/** What is said of a thing that is kept or mended. */
const ofThings =
  /型号|铭牌|报修|质保|保修|维修|功率|流量|设备|序列号|机器|探头|配件|送修|巡检|停线|堵|异响|背|底|漏电|不开机|不制/
