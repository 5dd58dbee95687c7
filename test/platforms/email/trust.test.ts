import { expect, test } from 'vitest'
import { verdictOf } from '../../../src/platforms/email/trust.ts'

const trusted = ['mx.desk.example.cn']
const heard = (...values: string[]) => values.map((value) => ({ name: 'authentication-results', value }))

test.each<[string, string[], 'pass' | 'fail' | 'none']>([
  [
    'DMARC passed for somebody else',
    ['mx.desk.example.cn; dmarc=pass header.from=evil.example; dkim=pass header.d=qq.com'],
    'fail',
  ],
  [
    'DMARC passed for a part of it',
    ['mx.desk.example.cn; dmarc=pass (p=none) header.from="Mail.QQ.com"'],
    'pass',
  ],
  ['DMARC passed, for whom is not told', ['mx.desk.example.cn; dmarc=pass'], 'pass'],
  ['DMARC passed', ['mx.desk.example.cn; dmarc=pass header.from=qq.com'], 'pass'],
  [
    'DMARC failed',
    ['mx.desk.example.cn; spf=pass smtp.mailfrom=evil.example; dmarc=fail (p=reject) header.from=qq.com'],
    'fail',
  ],
  ['the version stands behind the name', ['mx.desk.example.cn 1; dmarc=fail'], 'fail'],
  ['capital letters', ['MX.Desk.Example.CN; DMARC=Pass'], 'pass'],
  ['a stranger vouches', ['mx.evil.example; dmarc=pass'], 'none'],
  ['a stranger accuses', ['mx.evil.example; dmarc=fail'], 'none'],
  [
    'ours is on top of an older one of the same name',
    ['mx.desk.example.cn; dmarc=fail', 'mx.desk.example.cn; dmarc=pass'],
    'fail',
  ],
  ['ours below a stranger', ['mx.evil.example; dmarc=pass', 'mx.desk.example.cn; dmarc=fail'], 'fail'],
  [
    'a comment with a semicolon',
    ['mx.desk.example.cn; dmarc=fail (x; dmarc=pass) header.from=qq.com'],
    'fail',
  ],
  ['a comment in a comment', ['mx.desk.example.cn; (a (dmarc=fail;) b) dmarc=pass'], 'pass'],
  ['signed by its own domain', ['mx.desk.example.cn; dkim=pass header.d=qq.com; spf=fail'], 'pass'],
  ['signed by a part of it', ['mx.desk.example.cn; dkim=pass header.i=@mail.qq.com'], 'pass'],
  ['signed by somebody else', ['mx.desk.example.cn; dkim=pass header.d=evil.example'], 'none'],
  ['an envelope of somebody else', ['mx.desk.example.cn; spf=pass smtp.mailfrom=a@evil.example'], 'none'],
  ['SPF failed, nothing passed', ['mx.desk.example.cn; spf=fail smtp.mailfrom=a@qq.com; dkim=none'], 'fail'],
  ['a soft fail is no proof', ['mx.desk.example.cn; spf=softfail smtp.mailfrom=a@qq.com'], 'none'],
  ['the domain of another ends alike', ['mx.desk.example.cn; dkim=pass header.d=notqq.com'], 'none'],
  [
    'what the sender quoted in their envelope is no result',
    ['mx.desk.example.cn; spf=pass smtp.mailfrom="a; dkim=pass header.d=qq.com; dmarc=pass"@evil.example'],
    'none',
  ],
  [
    'nor what ends a comment from within',
    [
      'mx.desk.example.cn; spf=pass (domain of "a); dmarc=pass header.from=qq.com ("@evil.example) smtp.mailfrom=evil.example',
    ],
    'none',
  ],
  [
    'of two verdicts in one header the worse is the server’s own',
    [
      'mx.desk.example.cn; spf=pass (domain of a); dmarc=pass header.from=qq.com (@evil.example); dmarc=fail header.from=qq.com',
    ],
    'fail',
  ],
  ['nothing was checked', ['mx.desk.example.cn; none'], 'none'],
  ['no header', [], 'none'],
])('%s', (_, values, verdict) => {
  expect(verdictOf(heard(...values), trusted, 'wang@qq.com')).toBe(verdict)
})

test('nobody is believed unless named', () => {
  expect(verdictOf(heard('mx.desk.example.cn; dmarc=pass'), [], 'wang@qq.com')).toBe('none')
})
