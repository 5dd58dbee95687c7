import { isOfMeasure } from './of-measure.ts'
import { charm, isDay, measure, type Said, status } from './price.ts'

/** Numbers that say nothing of money themselves, in a text where sums are spoken of close by. */

const plain = /^(?:[1-9]\d{1,4}(?:\.\d{1,2})?|\d\.\d{1,2}|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?)$/
const hundreds = /^[一二两三四五六七八九][百千万]|^\d+(?:\.\d+)?[kw万千]$/i
const charmTens = /^[二三四五六七八九]?十[九八]$/

/** 平时130, 到12, 发了120: what else is done by numbers. */
const ofDeed =
  /楼[上下]$|订单[:：\s]?$|[A-Za-z年月日点时第楼栋幢座层元室位号版型#~-]\s?$|(?:我们|咱们|住|在|到|第|平时|适合|[称量测吹跑打开]出?来?|[送发寄换]了?|缺|差了?)(?:是|为|都是|才|了|约)?[:：\s]?$/
const ended =
  /^(?:\s?(?:$|[,，。;；!！?？\n、)）\s~])|[吧呢啊啦嘛呀咯哈]|(?:才|就|都|也|太|真)?(?:对(?!不)|才对|才是|才行|划算|合适|便宜)|我(?:就|立马|马上)?[要买拿]|(?:我)?就[要买拿]|还是|跟|和|[我你]们?|怎么|为(?:什么|啥)|却|居然|今[天儿日早]|昨[天儿日晚]|现在|转眼|实际|结果|只[减退给补送返优]|怎么|给我|[退还补]我|改签|取消|[退补]|不(?:给|够|减|退|到|能|送|包)|(?![加乘比到第号])[\u4e00-\u9fa5]{1,4}\d{2,4}(?:[,，。;；!！?？\s]|$))/
/** 200的那款 不是300的: one thing against another. */
const ofOne = /^的(?:$|[,，。;；!！?？\n\s吧呢啊]|那)/
const against = /(?:不是|还是|要|想要|买的是|换成?|拍的是?|是|和|跟)$/
const sized = /[鞋裤靴袜衣服裙帽码]|款\d|尺寸|号的/
const pointedAt = /(?:差|多|少|扣|退|补|收|[^\u4e00-\u9fa5])[的了我]?那$/
/** 机油468，机滤65 */
const rowBefore = /[\u4e00-\u9fa5桶瓶个套]\d{2,5}[元块]?[，,、\s+]\s?[\u4e00-\u9fa5]{1,5}$/
/** 一瓶18两瓶32 */
const pieces = /[一两二三四五六七八九十半\d](?:瓶|盒|包|件|个|斤|张|条|袋|支|只|双|套|箱|节|次)$/
const digitsBefore = /\d(?:还是|或者?|和|跟)$/
/** 128, 256: memory; 720, 1080: lines of a screen. */
const technical = /^(?:32|64|128|256|512|1024|720|1080|1440|2160|404|50\d|304|316)$/

/** 我要200的那款，不是300的 · 主机6200 屏1100: whether the sums beside make a number one too. */
export function isAmongSums(said: Said): boolean {
  const { value, left, right } = said
  // 那五十是喂狗了, 多那45
  if (pointedAt.test(left) && !measure.test(right))
    return /^\d{2,4}$|^[一二两三四五六七八九]?[十百千]/.test(value)
  if (/^\d{5}$/.test(value) && /(?:^|[,，。;；!！?？\n\s])$/.test(left)) return false
  if (isOfMeasure(said) || ofDeed.test(left) || status.test(value)) return false
  // 、30、20
  if (/\d、$/.test(left) && ended.test(right)) return plain.test(value)
  if (pieces.test(left) && /^\d{2,4}$/.test(value) && ended.test(right)) return true
  if (rowBefore.test(left) && ended.test(right)) return plain.test(value)
  if (charmTens.test(value))
    return (
      /^的(?:[\u4e00-\u9fa5]|$|[,，。;；!！?？\n\s])/.test(right) ||
      (/[家卖才要是]$/.test(left) && ended.test(right))
    )
  if (/^[248]k$/i.test(value)) return false
  if (!(plain.test(value) || hundreds.test(value)) || isDay(value) || technical.test(value)) return false
  if (ofOne.test(right)) return against.test(left) && !sized.test(left)
  if (digitsBefore.test(left) && ended.test(right)) return isPriceLike(value)
  if ((!/^\s/.test(right) && measure.test(right)) || !ended.test(right)) return false
  return isPriceLike(value)
}

/** 1299, 45.9, 260; a round or small number is as often something else. */
const isPriceLike = (value: string): boolean =>
  hundreds.test(value) ||
  charm.test(value) ||
  /^\d{3,5}(?:\.\d{1,2})?$|^\d{2,3}\.\d{1,2}$|^\d\.\d{2}$|^\d[05]$/.test(value)
