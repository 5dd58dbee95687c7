import { countDigits } from '../digits.ts'
import type { Found } from '../matches.ts'
import { anyUnit, unitsOf } from '../units.ts'
import { isCount, isScrambled } from './code-form.ts'

/** 出厂编号看不清了，好像是…. */
const guessed =
  /(?:序列号|编号|机身[号码]|串号|sn码?)[^，,。；;！!？?]{0,8}[，,](?:好像|应该|大概|可能|估计|似乎|我?记得)(?:就?是)?\s?$/i

/** 他们要SN，是LX9900281-07. */
const toldAfterPause =
  /(?:序列号|机身[号码]|串号|(?<![A-Za-z])sn码?)(?:[，,]\s?(?:上面|背面|标签|贴纸)?(?:就|写的?)?是[:：]?|[贴写印刻]?在[^，,]{1,6}[，,]\s?(?:是[:：]?)?)\s?$/i

/** 序列号拍照发你了，手打是0M93C7TW22B. */
const told =
  /(?:序列号|机身[号码]|串号|(?<![A-Za-z])sn码?)[^，,。；;！!？?]{0,8}[，,\s][^，,。；;！!？?\d]{0,5}是[:：]?\s?$/i

/** CN7B2910384就是序列号. */
const saidAfter =
  /^[，,]?\s?(?:这个?|那个?)?(?:就?是|是不是|为)(?:我|的|机器|这台)*(?:序列号|机身[号码]|串号|SN码?|(?:机器|机身|出厂|设备|产品)(?:编[号码]|号)|机编)(?!\s?[:：是为]?\s?[A-Za-z0-9])/i

/** 壶底刻的0937A2281K: what is cut into a thing. */
const engraved =
  /(?:底|背面?|后面?|侧面?|盖子?|机身|机器|内胆|铭牌|标签|贴纸|壳|盒子?)[^，,。\d]{0,4}(?:刻|印|喷|压|铸|打)(?:着|的|了|有)?(?:是|一串|一行)?\s?[:：]?\s?$/
/** 制造日期 2025.03 编号 25C0118832: on the label of a thing. */
const numbered = /(?:编号|序号|号码)\s?[:：]?\s?$/
const onLabel =
  /(?:生产|制造|出厂)(?:日期|年月)|铭牌|(?:底部|背面|机身|侧面|背后|后面|底下|下面)[^，,。]{0,3}(?:标签|贴纸|贴的)/
const leadsToMark = unitsOf(/[刻印喷压铸打着的了有是串行号码\s:：]/)
const mark = /^(?!69\d{11}$|1[3-9]\d{9}$)(?=(?:[^\d]*\d){5})[A-Z0-9-]{8,}$/i

/** Whether a code stands on a thing: cut into it, or on its label. */
const isOnThing = ({ value, start, end }: Found, text: string): boolean =>
  value.length > 7 &&
  leadsToMark(text.charCodeAt(start - 1)) &&
  (engraved.test(text.slice(Math.max(0, start - 14), start)) ||
    (numbered.test(text.slice(Math.max(0, start - 5), start)) &&
      onLabel.test(text.slice(Math.max(0, start - 30), end + 24)))) &&
  mark.test(value) &&
  (isCount(value) || isScrambled(value)) &&
  !/^(?:[，,]?[^，,]{0,3}是|[^，,]{0,3})(?:生产日期|批[号次]|保质)/.test(text.slice(end, end + 10))

/** SN8293KQ0174: it says itself what it is. */
const ownSerial = /^S\/?N[-:]?[A-Z0-9]{8,}$/

/** With what those words end: most codes need no further look. */
const leadsOn = unitsOf(/[像该概能计乎得是:：，,\s]/)

/** Whether a code is what somebody takes for the serial number, a clause behind the word. */
export const isGuessedSerial = (text: string, start: number): boolean =>
  leadsOn(text.charCodeAt(start - 1)) && guessed.test(text.slice(Math.max(0, start - 22), start))

const isOrFor = unitsOf(/[是为]/)

/** Whether a code says itself that it is a serial number, or the words a pause away say so. */
export const isSaidToBeSerial = ({ value, start, end }: Found, text: string): boolean =>
  isOnThing({ value, start, end }, text) ||
  (value.startsWith('S') && ownSerial.test(value) && countDigits(value) > 5) ||
  (leadsOn(text.charCodeAt(start - 1)) && toldAfterPause.test(text.slice(Math.max(0, start - 16), start))) ||
  (leadsOn(text.charCodeAt(start - 1)) &&
    /[A-Z]/i.test(value) &&
    mark.test(value) &&
    told.test(text.slice(Math.max(0, start - 24), start))) ||
  (anyUnit(isOrFor, text, end, end + 7) && saidAfter.test(text.slice(end, end + 14)))
