import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PlatformError } from '../../../src/lib/errors.ts'
import { findAccount } from '../../../src/platforms/dingtalk/account.ts'
import { openFile } from '../../../src/platforms/dingtalk/open-file.ts'
import { refOf } from '../../../src/platforms/dingtalk/read/file-ref.ts'
import { dingtalkDeps } from '../../support/dingtalk/deps.ts'
import { type FakeDingtalk, startFakeDingtalk } from '../../support/dingtalk/fake.ts'
import { createNotedSending, type NotedSending } from '../../support/dingtalk/noted-sending.ts'

let fake: FakeDingtalk
let sending: NotedSending
beforeEach(async () => {
  fake = await startFakeDingtalk()
  sending = createNotedSending()
})
afterEach(() => fake.close())

describe('somebody’s account', () => {
  const user = '/topapi/v2/user/get'
  test.each<[string, { workNo: string; email?: string }, object | Error | undefined, string | undefined]>([
    ['the user whose id is the work number', { workNo: 'K001' }, { userid: 'K001', job_number: '' }, 'K001'],
    ['whose job number it is', { workNo: 'K001' }, { userid: 'K001', job_number: 'K001' }, 'K001'],
    [
      'whose address it is',
      { workNo: 'K001', email: 'A@x.cn' },
      { userid: 'K001', job_number: '7', org_email: 'a@x.cn' },
      'K001',
    ],
    [
      'not somebody with another job number',
      { workNo: 'K001' },
      { userid: 'K001', job_number: '7' },
      undefined,
    ],
    [
      'not somebody with another address',
      { workNo: 'K001', email: 'a@x.cn' },
      { userid: 'K001', email: 'b@x.cn' },
      undefined,
    ],
    ['nobody', { workNo: 'K001' }, new PlatformError('refused', '60121'), undefined],
    ['nobody in an empty answer', { workNo: 'K001' }, undefined, undefined],
  ])('%s', async (_, member, result, account) => {
    sending.answers.set(user, result instanceof Error ? result : { errcode: 0, result })
    expect(await findAccount(sending, member)).toBe(account)
  })

  test('DingTalk away is not nobody', async () => {
    sending.answers.set(user, new PlatformError('unreachable', 'away'))
    await expect(findAccount(sending, { workNo: 'K001' })).rejects.toThrow('away')
  })
})

describe('a file', () => {
  const download = '/v1.0/robot/messageFiles/download'
  const png = Buffer.from('89504e470d0a1a0a0000000d', 'hex')
  const ref = refOf({ code: 'c', name: '现场.png', mediaType: 'image/png' })
  const open = (of = ref) => openFile(dingtalkDeps(fake), sending, of)

  test('is fetched where DingTalk says, and shown only where it is a picture', async () => {
    sending.answers.set(download, { downloadUrl: `${fake.url}/files/c` })
    fake.file('c', { name: '', bytes: png, mediaType: 'image/png' })
    expect(await open()).toEqual({ name: '现场.png', mediaType: 'image/png', bytes: png, shown: true })
    fake.file('c', { name: '', bytes: Buffer.from('<svg onload=alert(1)>'), mediaType: 'image/png' })
    expect(await open()).toMatchObject({ mediaType: 'application/octet-stream', shown: false })
  })

  test('that is there no more is none', async () => {
    sending.answers.set(download, { downloadUrl: `${fake.url}/files/gone` })
    expect(await open()).toBeUndefined()
    sending.answers.set(download, new PlatformError('refused', 'unknown code'))
    expect(await open()).toBeUndefined()
    expect(await open('/api/files/1')).toBeUndefined()
  })

  test.each([
    'http://127.0.0.1:1/x',
    'http://169.254.169.254/meta',
    'https://dingtalk.com.evil.example/x',
    'file:///etc/passwd',
    'ftp://dingtalk.com/x',
    'x',
    7,
  ])('at %s is not asked for', async (downloadUrl) => {
    sending.answers.set(download, { downloadUrl })
    expect(await open()).toBeUndefined()
  })

  test('that cannot be fetched now may be later', async () => {
    sending.answers.set(download, { downloadUrl: `${fake.url}/files/c` })
    fake.file('c', { name: '', bytes: png, mediaType: 'image/png' })
    fake.api.fail(/^\/files\//, 'lost answer')
    await expect(open()).rejects.toMatchObject({ reason: 'unreachable' })
  })
})
