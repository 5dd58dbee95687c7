import { matchesOf } from '../matches.ts'
import type { Finding } from './finding.ts'
import { nameAt } from './name-alone.ts'
import { isSureSurname, mayBe, nameEnd } from './name-shape.ts'

/** What is said of who takes a parcel or whose an order is. */
const said =
  /[（(]收[)）]|收(?=[\s,，。;；（(]|$)|签收|签字|代收|代签|签的|的(?=订单|单子|快递|包裹|账[户号]|名字)/g
const opens = /[\s,，。;；:：、!！?？（(]/
const han = /^[\u3400-\u9fff]+$/
const isOffice = /[部厂司处科室店仓站组员人队方台家心区货件]$|师傅|女士|先生|小姐|老师/

/** Names with which a clause begins: 周杰收, 叶青（收）, 曾黎签字的, 孙谦的订单. */
export function takersIn(text: string): Finding[] {
  if (!/[收签]|的[订单快包账名]/.test(text)) return []
  return matchesOf(said, text).flatMap(({ 0: word, index: end }) => {
    for (const length of [2, 3, 4]) {
      const start = end - length
      if (start < 0) break
      if ((start === 0 || opens.test(text.charAt(start - 1))) && isTaker(text, { start, end, word }))
        return [nameAt(start, end, 0.9)]
    }
    return []
  })
}

function isTaker(text: string, { start, end, word }: { start: number; end: number; word: string }): boolean {
  const name = text.slice(start, end)
  if (!han.test(name)) return false
  if (/^[（(]/.test(word)) return !isOffice.test(name)
  if (word === '的' && !isSureSurname(text, start)) return false
  return mayBe(name) && nameEnd(text.slice(0, end), start, 'weak') === end
}
