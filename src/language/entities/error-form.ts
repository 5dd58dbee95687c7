import type { Found } from '../matches.ts'

/** How errors look that need no word for it, and how a screen's own words hold them. */

/** Constants of programs: MEMORY_MANAGEMENT, SSL_ERROR_BAD_CERT_DOMAIN, UPD_FAIL(-204). */
const constant = /^(?=.{7})[A-Z]{2,}(?:_[A-Z0-9]{2,})+(?:\(-?\d+\))?$/
const ofFailure =
  /ERR|FAIL|TIME_?OUT|DENIED|INVALID|UNKNOWN|BUSY|EXCEPTION|VIOLATION|CORRUPT|EXPIRED|REFUSED|RESET|FAULT|MISSING|LIMIT|OVERFLOW|LOCKED|UNAVAILABLE|REJECT|FORBIDDEN|AUTH|NOT_|BAD_/
const onScreen = /蓝屏|弹|提示|报|显示|页面|屏|卡在|打不开|进不去|闪退|日志|失败|登/

/** Whether a code is an error's by its form: 0x…, E-12, Err 3, AL.32, ORA-12541, and constants where a screen is spoken of. */
export const isErrorForm = (value: string, text: string): boolean =>
  /^0x[0-9A-F]{3,}$/i.test(value) ||
  /^[EF](?:[-:]?\d{1,2}|-\d{3,4})$/.test(value) ||
  /^(?:Er[ .-]?\d{1,2}|E[Rr]{1,2}\/\d{2,3}|E-?STOP[ -]?\d{1,3}|[A-Z]{2,}_(?:ERR|FAULT|FAIL|ALARM)[ -]\d{1,4})$/.test(
    value,
  ) ||
  /^err(?:or)?_/.test(value) ||
  /^SPN ?\d{2,6}/.test(value) ||
  /^ERR(?:OR)?(?:[-_:. ]?\d{1,5}|_[A-Z_]+)$/i.test(value) ||
  /^(?:(?:ERR|Err|Er)-[A-Za-z]{1,4}|E-[A-Z][a-z])$/.test(value) ||
  (/^AL-\d{1,3}$/.test(value) && /报警|伺服|代码|故障|报|显示/.test(text)) ||
  /^(?:AL\.\d{1,3}|ALM[ -]?\d{1,4}|ORA-\d{4,5}|[0-9A-F]{8}h|SIG[A-Z]{3,5})$/i.test(value) ||
  (constant.test(value) &&
    !/^(?:IMG|DSC|VID|DOC|FILE|ORD|ORDER|DD|SN)_|_\d{6,}/.test(value) &&
    (ofFailure.test(value) || onScreen.test(text)))

const opened =
  /(?:提示|弹[了出窗个]*|报|显示|说|跳[出了]*|写着?|小字)[^“"「【『。\n]{0,8}[“"「【『](?:[^”"」】』\n]{1,24}[(（[,，:：\s]\s?)?$/
const closed = /^\s?[)）\]]?\s?[^”"」】』\n]{0,12}[”"」】』]/

/** 提示“设备离线(1009)”, “WIFI-0027密钥不匹配”: at either end of what a screen says. */
function isInQuote({ value, start, end }: Found, text: string): boolean {
  if (!/^(?:[A-Z]{1,5}-?\d{2,6}|-?\d{3,6}|\d{4,6}-\d{1,5})$/.test(value)) return false
  const before = text.slice(Math.max(0, start - 44), start)
  const behind = text.slice(end, end + 16)
  if (!opened.test(before) || !closed.test(behind)) return false
  return /^\s?[)）\]]?\s?[”"」】』]/.test(behind) || (/[“"「【『]$/.test(before) && /[A-Z]/.test(value))
}

/** Scales and meters that show words: Lo 低电, oL 超重. */
const isMeterWord = (value: string, text: string): boolean =>
  /^(?:Lo|LO|oL|OL|Hi|HI)$/.test(value) && /秤|血糖|血压|万用表|体温|额温|电表/.test(text)

/** 线控器P8, 控制板上rA, 屏上就俩字母 SE. */
const isOnPanel = (value: string, text: string, start: number): boolean => {
  if (value.length > 5) return false
  const before = text.slice(Math.max(0, start - 8), start)
  return (
    (/^[EFHLCPUAd]{1,2}\d{1,3}$|^[dr][A-Z]$/.test(value) &&
      /(?:线控器|面板|控制[板器]|显示屏|灯板|仪表|手柄|数码管)[^，,。\dA-Z]{0,3}\s?$/.test(before)) ||
    (/^[A-Za-z]{2,3}$/.test(value) && /(?:俩|两个?|[几三]个)(?:字母?|英文)(?:是|叫)?\s?$/.test(before))
  )
}

/** b1342灯闪, P0420: what a car's board says. */
const isOfCar = (value: string, text: string): boolean =>
  /^[PBCU][0-3](?=[\dA-F]{0,2}\d)[\dA-F]{3}$/i.test(value) &&
  /仪表|故障[灯码]|发动机|诊断|OBD|obd|汽车|熄火|点火|4S|高速|提车|动力|行驶|[的我这]车|车[子机主]/.test(text)

/** PLC F0452, 伺服 A7991. */
const isOfDrive = (value: string, text: string, start: number): boolean =>
  /^[FA]\d{3,5}$/.test(value) &&
  /(?:PLC|变频器?|驱动器?|伺服|控制器|系统)\s?$/.test(text.slice(Math.max(0, start - 6), start))

/** 提示“设备离线(1009)”, 绑定失败 -20571, 同一个错，404: what a screen or a board says. */
export function isShown(one: Found, text: string): boolean {
  const { value, start } = one
  const before = text.slice(Math.max(0, start - 5), start)
  const near = text.slice(Math.max(0, start - 60), one.end + 60)
  return (
    isInQuote(one, text) ||
    (isMeterWord(value, near) && /[\u4e00-\u9fa5]\s?$/.test(before)) ||
    isOnPanel(value, text, start) ||
    isOfCar(value, near) ||
    isOfDrive(value, text, start) ||
    (/^[EFHLPU]\d{1,2}$/.test(value) && isBlinking(value, text.slice(one.end))) ||
    (/^(?:ERR|Err)$/.test(value) && shows.test(before)) ||
    (/^[678]\d\d$/.test(value) &&
      /拨号(?:就|又|一直|老是?|总是?)?(?:报|提示|显示)?\s?$/.test(
        text.slice(Math.max(0, start - 8), start),
      )) ||
    (/^-\d{3,6}$/.test(value) &&
      (/(?:失败|错误|异常|超时|离线)[，,\s]{0,2}[（(]?$/.test(before) ||
        screenSays.test(text.slice(Math.max(0, start - 12), start)))) ||
    (/^-\d{4,6}$/.test(value) &&
      /(?:离线|失败|白屏|黑屏|闪退|APP|app|配网|连不上|错)[^。\n]{0,10}$/.test(
        text.slice(Math.max(0, start - 16), start),
      )) ||
    (/^\d{3,5}$/.test(value) && /错误?[，,]\s?$/.test(before)) ||
    (/^[A-Z]{1,4}\d{3,5}$/.test(value) && /(?:日志|控制台)(?:里|上|是)?[:：\s]?$/.test(before)) ||
    isSaidAlone(one, text)
  )
}

/** U1 U1 一直叫: it comes again and again. */
const isBlinking = (value: string, right: string): boolean => right.startsWith(` ${value}`)

/** 屏幕显示ERR, 出现Err. */
const shows = /(?:显示|出现|跳出?|报|提示|弹出?|出|就)(?:了|个|一个)?\s?$/

/** 水温异常，P05，客人等着: alone in its clause, behind what is wrong. */
const isSaidAlone = ({ value, start, end }: Found, text: string): boolean =>
  /^[A-Z]0\d$/.test(value) &&
  /(?:异常|故障|报警|停机|停了|跳停|不启动|不工作|不加热|不制[冷热]|不[转动热])[，,\s]$/.test(
    text.slice(Math.max(0, start - 6), start),
  ) &&
  /^(?:[，,。;；!！?？\s]|$)/.test(text.slice(end, end + 1))

/** App里说 -1005, 后台写的-2003: what a program says. */
const screenSays =
  /(?:app|软件|程序|后台|网页|弹窗|小程序|日志|控制台)(?:里|上|那边)?(?:说|写|给|跳|出)(?:的|了|着|是)?[:：\s]?$/i

const one = '[零〇幺洞一二三四五六七八九两拐勾]'
/** 错误十三, 报了个幺三: numbers said in words, right behind the word for an error. */
const said = new RegExp(
  `(?:错误(?:代?码)?|故障(?:代?码)?|报错|(?<![用册关])代码|报了?个|报的是|显示个?)(?:是|为)?[\\s:：]?((?:${one}{2,3}|十${one}?)(?!${one}|[个块元次天号点分年月度级])|[EFHLCPU]杠${one}{1,3}|[EFHLCPU] ?(?:${one} ?){1,2}${one}(?!${one}|[个块元次天点分年月度级]))`,
  'g',
)

/** The numbers of errors that were said in words. */
export function spokenErrors(text: string): Found[] {
  return /[零幺十杠]|[一二三四五六七八九][零一二三四五六七八九]/.test(text)
    ? [...text.matchAll(said)].map((match) => {
        const value = match[1] ?? ''
        const end = match.index + match[0].length
        return { value, start: end - value.length, end }
      })
    : []
}
