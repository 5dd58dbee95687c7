import { mayBe } from './name-character.ts'
import { isMarkedOff, seldomNamed, surnameLength } from './name-shape.ts'

/** What somebody does or has, of whom it was said who they are: 我弟韩冰寄的, 我爱人柳如意的号码. */
const goesOn =
  /[出反寄修用拿取收开会能要去来签订买拍退换付办填留写装住问找跟给替帮姓在也还都就先已正经常昨今前现刚上下想说打接领代是不没有那从把被和做登报催等让申约家]|[一二三四五六七八九]十|的(?:名|号|手机|电话|身份|账|卡|地址|微信|订单|单|快递|包裹|信息|驾|护照|会员|尾号|衣|车)/y

/** Where the name behind a word for a relative ends; 0 where none stands there (我爸金鱼都养死了). */
export function kinNameEnd(text: string, at: number): number {
  const family = surnameLength(text, at)
  if (family === 0) return 0
  for (const length of [2, 1]) {
    const end = at + family + length
    if (end > text.length || !mayBe(text.slice(at, end)) || seldomNamed(text.slice(at + family, end)))
      continue
    goesOn.lastIndex = end
    if (isMarkedOff(text, end) || goesOn.test(text)) return end
  }
  return 0
}
