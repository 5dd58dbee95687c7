import { expect, test } from 'vitest'
import { passageOf } from '../../../src/language/cues.ts'
import { findPersonal } from '../../../src/language/personal/mask.ts'
import { findPiecedMobiles } from '../../../src/language/personal/pieced-mobile.ts'

const found = (text: string): string[] =>
  findPersonal(text)
    .filter(({ type }) => type === 'mobile')
    .map(({ value }) => value)

test.each([
  ['手机136四个7 2098里面没有微信', ['136四个7 2098']],
  ['电话我说了啊 一八九 六四四零 后面是 二七七三', ['一八九 六四四零 后面是 二七七三']],
  ['手机一三五/零零九二/七七一三', ['一三五/零零九二/七七一三']],
  ['电话1五8 7七二0 3314你记一下', ['1五8 7七二0 3314']],
  ['号是189/5520/7731', ['189/5520/7731']],
  ['号码133...0571...6428', ['133...0571...6428']],
  ['老伴电话一八五点零零七一点四四三九', ['一八五点零零七一点四四三九']],
])('mobile numbers told in pieces: %s', (text, values) => {
  expect(found(text)).toEqual(values)
})

test.each([
  '要买三个8寸的蛋糕，再来两个6寸',
  '手机尾号四个6',
  '一米八的床，两个一米五的',
  '货号1368/4420/77',
  '一共打了13次电话，8月2号5号9号都打了',
  '合同号 135/0092/7713',
  '客户号一三五零零九二然后七七一三',
  '订单135/0092/7713',
])('nothing of the kind: %s', (text) => {
  expect(found(text)).toEqual([])
})

test.each(['139.8000.1234', '1398.000.1234', '13.98.00.01.23.4'])(
  'mere digits in no known groups are not put together: %s',
  (text) => {
    expect(findPiecedMobiles(passageOf(text))).toEqual([])
  },
)
