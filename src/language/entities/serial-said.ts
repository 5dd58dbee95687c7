import type { Found } from '../matches.ts'

/** 出厂编号看不清了，好像是…. */
const guessed =
  /(?:序列号|编号|机身[号码]|串号|sn码?)[^，,。；;！!？?]{0,8}[，,](?:好像|应该|大概|可能|估计|似乎|我?记得)(?:就?是)\s?$/i

/** 他们要SN，是LX9900281-07. */
const toldAfterPause =
  /(?:序列号|机身[号码]|串号|(?<![A-Za-z])sn码?)(?:[，,]\s?(?:上面|背面|标签|贴纸)?(?:就|写的?)?是[:：]?|[贴写印刻]?在[^，,]{1,6}[，,]\s?(?:是[:：]?)?)\s?$/i

/** CN7B2910384就是序列号. */
const saidAfter =
  /^[，,]?\s?(?:这个?|那个?)?(?:就?是|是不是|为)(?:我|的|机器|这台)*(?:序列号|机身[号码]|串号|SN码?)(?!\s?[:：是为]?\s?[A-Za-z0-9])/i

/** SN8293KQ0174: it says itself what it is. */
const ownSerial = /^S\/?N[-:]?[A-Z0-9]{8,}$/

/** Whether a code is what somebody takes for the serial number, a clause behind the word. */
export const isGuessedSerial = (text: string, start: number): boolean =>
  guessed.test(text.slice(Math.max(0, start - 22), start))

/** Whether a code says itself that it is a serial number, or the words a pause away say so. */
export const isSaidToBeSerial = ({ value, start, end }: Found, text: string): boolean =>
  (ownSerial.test(value) && value.replace(/\D/g, '').length > 5) ||
  toldAfterPause.test(text.slice(Math.max(0, start - 16), start)) ||
  saidAfter.test(text.slice(end, end + 14))
