import { clauseAt, type Draft, isQuoted, signsOf } from './draft.ts'
import type { Fault } from './finding.ts'
import { tellsWhen } from './time.ts'

const concrete =
  /[?？]|请(?:您)?(?:先|再)?(?:把|将)?(?:拍|发|提供|填|点|登录|打开|寄|拨|回复|告诉|说|试|关|拔|核对|查收|重启|检查|按|更新|选|带|下载|扫|联系|确认|保留|补)|您(?:先|再|把|拍|发|点|打开|登录|试|看一下|可以|只需|需要|留|回)|[先再](?:把|拍|发|点|关|拔|按|打开|试|重启|检查)|单号|\d{5,}|按住|长按|重启|\d{3}-\d{3}|[A-Z]{2}\d{6}/

/** A promise of handling with neither time nor step. */
export function nextStepIn(draft: Draft): Fault[] {
  if (tellsWhen(draft.plain) || concrete.test(draft.plain)) return []
  const promises = signsOf(draft, 'promise.promise').filter((range) => !isQuoted(draft, range))
  const first = promises[0]
  if (!first || signsOf(draft, 'promise.done').length > 0) return []
  return [{ ...clauseAt(draft, first.start), advice: 'no_next_step' }]
}
