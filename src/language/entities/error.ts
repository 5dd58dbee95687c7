import { type Cue, cueBefore, type Passage } from '../cues.ts'
import { type Found, matchesOf } from '../matches.ts'
import { fits, notError, wordsOnly } from './error-fit.ts'
import { isErrorForm, isShown, spokenErrors } from './error-form.ts'
import {
  isBeside,
  isDialUp,
  isExplained,
  isFloor,
  isOfMaker,
  isOfPrinter,
  isOfServer,
  isOfWasher,
  isReported,
  isSocket,
} from './error-thing.ts'
import { goods, wordEnding } from './goods.ts'
import { isThingAfter } from './model-name.ts'

const code =
  /(?<![A-Za-z0-9_.@/-])(?:0x[0-9A-Fa-f]{2,10}|SPN ?\d{2,6}(?:[ ,，/]{1,2}FMI ?\d{1,2})?|[PBCU][0-3](?=[\dA-F]{0,2}\d)[\dA-F]{3}(?![A-Za-z\d])|[0-9A-Fa-f]{8}h|E-?STOP[ -]?\d{1,3}|[A-Z]{2,}_(?:ERR|FAULT|FAIL|ALARM)[ -]\d{1,4}|[A-Z]+(?:_[A-Z0-9]+)+(?:\(-\d{1,5}\))?|\d{2}\.(?=[\d.]*[A-F])[0-9A-F]{2}\.[0-9A-F]{2}|\d{1,2}#\d{4}|(?:ERR|Err|Er)-[A-Za-z]{1,4}|E-[A-Z][a-z]|AL[.-]\d{1,3}|E\.[A-Z]{2}\d?|[A-Z]{3,5}-[A-Z]{1,2}\d{3,5}|Lo|LO|oL|OL|Hi|HI|(?:ERR|Err)(?![ .:_-]?\d)|\d{4,6}-\d{2}|(?:err|error)(?:_[a-z]+)*_\d{1,5}|[EFHP]\d{1,2}-[EFHP]\d{1,2}|\d{2}\.[0-9A-F]{0,3}[A-F][0-9A-F]{0,3}|\d[A-F]\d{2}|E[Rr]{1,2}\/\d{2,3}|[A-Za-z]{1,5}[-_: ]?\d{1,6}[A-Za-z]?(?:[-.]\d{1,4})?|[EFHLCPU][-.](?:[A-F]|\d{1,2})|(?:Err?|ERR?)\.\d{1,3}|\d{1,4}-\d{3,5}(?:-\d{1,5})?|i[1-9]0|(?=\d*[A-F])[0-9A-F]{8}|(?:[EFHPU]\d{1,2}){2,4}|\d\d\.\d{1,2}(?=\s?(?:错误|故障|报错))|-\d{1,10}(?:\.\d{3,5})?|\d{1,3}-\d{1,3}|\d{1,7}|[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[EFHLCPU] [A-F](?=[,，。;；!！?？\s]|$)|[A-Z][A-F0-9LHOP]{1,2}|d[A-Z]|[EFHLCPUb][a-ehrty]|r[A-Z]|\d[EFHCL])(?![A-Za-z0-9_@/]|[-.]\d)/g
const measure =
  /^\s?(?:[个次天月年号点分秒台件遍回度斤只条位多几来元块折人万千百岁层楼步圈页字段℃°%％期]|小时|公里|kg|ml|mm|cm|w\b|v\b|:|：\d|[-/]\d|\.\d)/i
/** Between a word such as 报错 and its code. */
const link =
  /^(?:[了是的个为误在成着显说写出来有就老总又还一直都什么码:：=#“"「【(（[\s]|代码|编号|器上|屏上|板上|(?<=板)上|[先也]是|屏幕上|上面|面板|屏|号|错误|故障|提示|显示|error|code|err)*$/i
const after =
  /^[^\S\n]?[”"」】)]?[^\S\n]?(?:号)?(?:这个|的|(?:是|代表)(?:什么|啥|哪种)的?)?(?:通[讯信]|传感器?|[电风]机|过[流压载热])?(?:故障|错误|报错|报警|代码|错码|异常)/

/** Codes that a thing shows or an error has. */
export function errorsIn(passage: Passage): Found[] {
  const { text } = passage
  const spoken = spokenErrors(text)
  if (!passage.latin && passage.digits === 0) return spoken
  const found: Found[] = []
  for (const match of matchesOf(code, text)) {
    // err 502: the word is no part of the code, in ERR-07 it is.
    const whole = /^err \d{1,2}$/i.test(match[0])
    const word = whole
      ? 0
      : (/^(?:err|error|code|http|status|fault|fail|stop|alarm|shows)[ :]/i.exec(match[0])?.[0].length ?? 0)
    const start = match.index + word
    const one = { value: match[0].slice(word), start, end: match.index + match[0].length }
    if (
      (faulty.test(match[0]) && !measure.test(text.slice(one.end, one.end + 4))) ||
      isError(one, passage, found.at(-1))
    )
      found.push(...apart(one))
  }
  return spoken.length > 0 ? [...found, ...spoken].sort((a, b) => a.start - b.start) : found
}

/** FAULT 22, error 17: the word says it. */
const faulty = /^(?:err|error|fault|alarm)[ :]\d|^fail[ :]\d{3}/i

/** F0F1: two codes. */
const apart = (one: Found): Found[] =>
  /^(?:[EFHPU]\d{1,2}){2,}$/.test(one.value)
    ? (one.value.match(/[A-Z]\d{1,2}/g) ?? []).map((value) => ({ ...one, value }))
    : [one]

/** A code with what stands beside it. */
interface Sign extends Found {
  text: string
  next: string
  cue: Cue | undefined
  last: Found | undefined
}

/** What a rule says of a code: an error, none, or nothing. */
type Verdict = boolean | undefined

/** The first rule that says something. */
function isError(one: Found, passage: Passage, last: Found | undefined): boolean {
  const { text } = passage
  const next = text.slice(one.end, one.end + 8)
  const sign = { ...one, text, next, cue: cueBefore(passage, one.start, 12), last }
  for (const rule of rules) {
    const verdict = rule(sign)
    if (verdict !== undefined) return verdict
  }
  return isBare(one.value, sign.cue, text.slice(Math.max(0, one.start - 60), one.end + 60))
}

/** E3栋, F1滤芯, 三级: of what else it is the number. */
const placed = /^(?:\s?级|滤芯|会议室|栋|座|区|幢|号楼|出口|厅|教室|档|键|展位|车厢)/
/** 师傅报1599: what somebody asks for. */
const asks = /(?:师傅|客服|门店|店里?|销售|老板|人家|你们|他们|[他她])(?:才|又|却|就|给我?)?报价?$/
const sumShown =
  /(?:页面?|价格?|(?:订单|小票|发票|详情|购物车)[里上]?面?|实付|结算|账单|余额|金额|积分|温度|电量)[只才就还都]?显示$/

const labelled = /(?:底[部下面]|背[面后]|侧面|铭牌|标签|贴纸|盒)上?(?:就|还|也)?(?:写着|写的|标着)\s?$/
/** 注册代码, 工资条代码. */
const otherCode =
  /(?:注册|工资条?|科室|部门|机构|股票|国家|商品|活动|推荐|邀请|优惠|邮政|地区|专业|课程)代码$/

const codeFollows = /^\s?的?(?:故障|报警|报错|错误)(?:代?码|号)?[:：是]?\s?(?:[A-Z]{1,3}-?)?\d/

const says = /^\s?(?:报错|报警|报故障)/

/** What stands before or behind and settles it: 级, a measure, a floor. */
function byNeighbours({ value, text, start, end, next, cue }: Sign): Verdict {
  // VMC-850的报警号是1007: whose it is.
  if (placed.test(next) || /^的(?:报警|故障|错误|报错)(?:号|码|代码|是)/.test(next)) return false
  if (
    /^[EF]\d{1,2}$/.test(value) &&
    (isOfMaker(text, start, end) || isSocket(value, text) || wordEnding(text, start, goods.series).length > 1)
  )
    return false
  // ThinkPad E14开不了机: a line of things and which of it.
  if (
    /^[EFLPUH]\d{1,2}$/.test(value) &&
    lineBefore.test(text.slice(Math.max(0, start - 16), start)) &&
    wordEnding(text, start - 1, goods.maker) === ''
  )
    return false
  // 服务器R740报错: the thing that says it.
  if (/^[A-Z]{1,4}-?\d{3,4}[A-Z]?$/.test(value) && says.test(next) && isBeside(text, start)) return false
  // l3258的机子
  if (/^[A-Z]{1,3}\d{3,4}[A-Z]?$/.test(value) && isThingAfter(text, end)) return false
  // 叉车 CPD15 故障码 23: the thing, and behind the word its code.
  if (value.length > 3 && codeFollows.test(next)) return false
  if (after.test(next) && (!wordsOnly.test(value) || value.length > 3 || /^[EFHLUCP][A-Z]$/.test(value)))
    return !notError.test(value)
  if (
    /^-?\d+(?:-\d+)?$/.test(value) &&
    (measure.test(next) ||
      sumShown.test(text.slice(Math.max(0, start - 8), start)) ||
      (value.length > 2 && asks.test(text.slice(Math.max(0, start - 6), start))))
  )
    return false
  // 底部写着S5880: on its label.
  if (cue?.kind === 'shows' && labelled.test(text.slice(Math.max(0, cue.start - 6), start))) return false
  // 型号就写着WS-9.
  if (modelSaid.test(text.slice(Math.max(0, start - 9), start))) return false
  // 冰柜显示-18: how cold it is.
  if (cue?.kind === 'shows' && /^-[1-3]?\d$/.test(value) && /[冰冷冻]/.test(text)) return false
  return cue?.kind === 'shows' && isFloor(text, cue, value) ? false : undefined
}

/** 显示E4, 错误代码3003: behind a word for it. */
function byWord({ value, text, start, next, cue }: Sign): Verdict {
  if (!cue || (cue.kind !== 'error' && cue.kind !== 'shows') || !link.test(text.slice(cue.end, start)))
    return undefined
  if (otherCode.test(text.slice(Math.max(0, cue.start - 4), cue.end))) return false
  return (
    isDialUp(value, text) ||
    isExplained(value, text.slice(Math.max(0, cue.start - 1), cue.end), next) ||
    isReported(value, { cue, text, next }) ||
    ((!notError.test(value) || /^[A-Z]-?\d{1,2}$/.test(value)) &&
      fits(value, { cue, word: text.slice(cue.start, cue.end) }, next))
  )
}

const byScreen = (sign: Sign): Verdict => isShown(sign, sign.text) || undefined

/** What is joined to a code before it, and what things do when there is one. */
function byOthers({ value, text, start, end, next, last }: Sign): Verdict {
  const digitsOnly = /^\d+(?:-\d{1,2})?$/.test(value)
  // 两台F1 Pro: a model.
  if (notError.test(value) || /^\s?(?:Pro|Max|Plus|Ultra|Mini|SE|Air|Lite)\b/i.test(next)) return false
  if (last && start - last.end < 5 && joined.test(text.slice(last.end, start)))
    return !digitsOnly || /^\d+$/.test(last.value)
  if (/^(?:404|50[0-4])$/.test(value) && /^\s?(?:bad|not|internal|gateway|error|页|了)/i.test(next))
    return true
  if (isOfServer(value, text, { start, end })) return true
  // F03-2，再往下翻还有F11-0: of the same form as the one before it.
  if (last && /^[A-Z]+-?\d+-?\d*$/.test(value) && value.length > 3 && formOf(last.value) === formOf(value))
    return true
  if (last && turned.test(text.slice(last.end, start)))
    return !digitsOnly || (/^\d{3,5}$/.test(value) && /^\d{3,5}$/.test(last.value))
  return isOfPrinter(value, text, start) ||
    (stops.test(next) && /^(?:[EFHLCPUO][A-Z]?[- ]?\d{1,2}|[A-Z]-\d{1,2})$/.test(value)) ||
    (byTurns.test(text.slice(end, end + 12)) && /^[EFHLCPU][A-Z]?-?\d{1,2}$/.test(value)) ||
    (fails.test(next) && /^(?:-\d{4,6}|[EFHLCPU][A-F])$/.test(value))
    ? true
    : undefined
}

const formOf = (value: string): string => value.replace(/\d/g, '0')

/** How some things number what ails them, where no word says so. */
function byThing({ value, text, start, cue }: Sign): Verdict {
  if (/^i\d0$/.test(value)) return text.slice(Math.max(0, start - 14), start).includes('洗碗机')
  if (/^[A-Z]0\d$/.test(value) && isBeside(text, start)) return true
  if (/^d(?:[ACFHP]|[EL]\d?)$/.test(value)) return isBeside(text, start)
  if (/^(?:[1-9][CE]|[UOLFPI]E)$/.test(value))
    return (
      isOfWasher(text, start) &&
      (isBeside(text, start) || /[就老出]$/.test(text.slice(Math.max(0, start - 1), start)))
    )
  if (/[出就]/.test(text.charAt(start - 1)) && /^[EFHLCPU](?:[a-eh]|[-]?\d{1,3})$/.test(value)) return true
  if (/^[EFHLCPU]\d{1,2}$/.test(value) && lamp.test(text.slice(Math.max(0, start - 6), start))) return true
  const shown = /(?:一直|老是|总是|又|老)$/.test(text.slice(Math.max(0, start - 2), start))
  if (/^[A-Zef]\d{1,2}$/.test(value) && shown && cue === undefined) return true
  return /^[ef]\d{1,2}$/.test(value) ? wordEnding(text, start, goods.thing) !== '' : undefined
}

const lineBefore =
  /(?<![A-Za-z])(?!(?:Err|Error|Code|Fault|Fail|Alarm|Show|Shows|Display|Lcd|Led) )[A-Z][a-z]+[A-Za-z]* $/
const modelSaid = /(?:型号|款号|机型)[^，,。A-Za-z0-9]{0,5}$/
/** 红灯 C1. */
const lamp = /(?:[红黄]灯|指示灯|故障灯)[亮闪]?着?\s?$/

const rules: readonly ((sign: Sign) => Verdict)[] = [byNeighbours, byScreen, byWord, byOthers, byThing]

/** E1和E6. */
const joined = /^\s?(?:[、,，/和与跟或]|还是|还有|以及|又是|到)+\s?$/
/** E1，然后又变成EA. */
const turned =
  /^[，,]?\s?(?:然后|接着|后来|过会儿?|一会儿?|有时候?|再|又|就|后面)*(?:变成|变|成|跳成?|是|报|显示|出)了?\s?$/
/** OC1跳停. */
const stops =
  /^\s?(?:跳停|停机|报警|就[停跳]|一?(?:启动|开机?|按|转|加热)就[停跳响叫锁]|亮(?:着|了)(?:是|怎|啥|什么)|闪(?=[\s,，。;；!！?？了]|$)|(?:轮流|交替|来回|换着)[跳闪显变]|故障灯|灯?(?:也|还|一直|老是?|总是?|在)*(?:闪烁|来回闪|(?<=[灯直老总是在])闪(?!屏|光))|(?:这个)?(?:是|代表)(?:啥|什么|哪种)(?:意思|问题|毛病))/

/** H6跟P4轮流跳: the first of two. */
const byTurns = /^\s?[和跟与、/]\s?[EFHLCPU][A-Z]?-?\d{1,2}\s?(?:轮流|交替|来回|换着|一起)/
/** -10004 设备离线 */
const fails = /^\s?[\u4e00-\u9fa5]{0,4}(?:离线|失败|超时|错误|异常|拒绝|无响应)/

const isBare = (value: string, cue: Cue | undefined, text: string): boolean =>
  (cue === undefined ||
    cue.kind === 'shows' ||
    cue.kind === 'error' ||
    cue.kind === 'name' ||
    cue.kind === 'call') &&
  isErrorForm(value, text)
