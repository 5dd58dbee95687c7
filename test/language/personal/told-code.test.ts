import { expect, test } from 'vitest'
import { findPersonal } from '../../../src/language/personal/mask.ts'

const found = (text: string): string[] =>
  findPersonal(text)
    .filter(({ type }) => type === 'secret')
    .map(({ value }) => value)

test.each([
  ['有个人打电话让我报六位数,我报了7 7 0 3 1 5,完了才想起来', ['7 7 0 3 1 5']],
  ['对方要六位码，我说了770215', ['770215']],
  ['我刚把609217报给那个客服了', ['609217']],
  ['快递柜40918822输进去说错误', ['40918822']],
  ['丰巢660172，格口弹不开', ['660172']],
  ['信用卡要填的,後面那三個數字 903 也要給你嗎', ['903']],
  ['卡背面的数字是771', ['771']],
  ['开锁密码#0922*,师傅你自己进去', ['#0922*']],
  ['门锁管理员密码我设的是 918273#，没反应', ['918273#']],
  ['保险柜#901122#转三圈', ['#901122#']],
  ['小区门禁*2580#，进来左转', ['*2580#']],
])('secrets no word names: %s', (text, values) => {
  expect(found(text)).toEqual(values)
})

test.each([
  '让我报下订单金额，我说1299',
  '客服让我报SN后六位，我报了883120',
  '快递柜12号格口开着',
  '快递柜超时收了我3元',
  '查话费要拨*100#吗',
  '拨*#06#就能看到串号对吧',
  '房间号1509#',
  '单号后面三位 771',
  '手机后三位 406',
  '按1#转人工',
])('nothing of the kind: %s', (text) => {
  expect(found(text)).toEqual([])
})
