import { matchesOf } from '../matches.ts'
import { everyUnit, unitsOf } from '../units.ts'
import type { Finding } from './finding.ts'
import { nameAt } from './name-alone.ts'
import { isForeign, isSureSurname, mayBe } from './name-character.ts'
import { foreignEnd, nameEnd } from './name-shape.ts'

/** What is said of who takes a parcel or whose an order is. */
const said =
  /[（(]收[)）]|收(?=[\s,，。;；（(]|$)|签收|签字|代收|代签|签的|的(?=订单|单子|单(?:[\s,，。没怎到]|$)|快递|包裹|账[户号]|名字)/g
const opens = unitsOf(/[是\s,，。;；:：、!！?？（(]/)
const isHan = unitsOf(/[\u3400-\u9fff]/)
const isOffice = /[部厂司处科室店仓站组员人队方台家心区货件]$|师傅|女士|先生|小姐|老师/

/** 退给余男的支付宝, 快递写苏以轩, 上门的是陶丽. */
const lead =
  /(?:[写给让][:：]?|(?:接待|接电话|接线|负责|处理|上门|来|服务|安装|维修|送货|派件|登记|下单|签收|签字|签单|验收)(?:我|的|人|那个|那位|师傅|客服|员)*(?:是|叫))(?=[\u3400-\u9fff]{2,4})/g
const behind = /^(?:[\s,，。;；、！!？?）)]|$|的|收|签|本人|个人|回|联系|来)/

/** Names of those to whom something goes or who did something. */
export function doersIn(text: string): Finding[] {
  return matchesOf(lead, text).flatMap(({ 0: { length }, index }) => {
    const start = index + length
    const end = [start + 3, start + 2].find(
      (to) =>
        to <= text.length &&
        behind.test(text.slice(to, to + 2)) &&
        mayBe(text.slice(start, to)) &&
        nameEnd(text.slice(0, to), start, 'weak') === to,
    )
    return end === undefined ? [] : [nameAt(start, end, 0.85)]
  })
}

/** Names with which a clause begins: 周杰收, 叶青（收）, 曾黎签字的, 孙谦的订单. */
export function takersIn(text: string): Finding[] {
  return matchesOf(said, text).flatMap(({ 0: word, index: end }) => {
    for (const length of [2, 3, 4]) {
      const start = end - length
      if (start < 0) break
      if ((start === 0 || opens(text.charCodeAt(start - 1))) && isTaker(text, { start, end, word }))
        return [nameAt(start, end, 0.9)]
    }
    return []
  })
}

function isTaker(text: string, { start, end, word }: { start: number; end: number; word: string }): boolean {
  const name = text.slice(start, end)
  if (!everyUnit(isHan, name)) return false
  if (/^[（(]/.test(word)) return !isOffice.test(name)
  // 扎西顿珠的订单
  if (name.length === 4 && isForeign(name) && foreignEnd(name, 0) === 4) return true
  if (word === '的' && !isSureSurname(text, start)) return false
  return mayBe(name) && nameEnd(text.slice(0, end), start, word === '的' ? 'weak' : 'person') === end
}
