import { describe, expect, test } from 'vitest'
import { type EditedReply, type Known, proposalsFrom } from '../../src/scripts/proposals.ts'
import { createLibrary } from '../../src/scripts/script.ts'
import { library } from './samples.ts'

const said = '快递放在丰巢柜，取件提示重发好了，到柜机上按“忘记取件”也能看到，过一天要收费，请今天去取'
const none: Known = { texts: [], check: {} }
const empty = createLibrary([], new Map())

/** The same reply for tickets 1, 2, 3 …, unless told otherwise. */
const replies = (count: number, over: (nth: number) => Partial<EditedReply> = () => ({})): EditedReply[] =>
  Array.from({ length: count }, (_, nth) => ({
    ticketId: nth,
    number: `SR2026112200${nth}`,
    category: 'logistics',
    step: 'solution',
    tone: 'plain',
    script: null,
    proposed: '',
    sent: said,
    message: `柜子里找不到我的包裹，第${nth}次问了`,
    agent: { name: '林晓', workNo: 'K001' },
    ...over(nth),
  }))

const texts = (edited: EditedReply[], known: Known = none, scripts = empty): string[] =>
  proposalsFrom(edited, scripts, known).map(({ text }) => text)

describe('three tickets of a category', () => {
  test.each([
    ['two tickets', replies(2), 0],
    ['three', replies(3), 1],
    ['three replies on two tickets', replies(3, (nth) => ({ ticketId: nth % 2 })), 0],
    [
      'of different categories',
      replies(3, (nth) => ({ category: ['logistics', 'presales', 'other'][nth] ?? '' })),
      0,
    ],
    ['by different agents', replies(3, (nth) => ({ agent: { name: '周敏', workNo: `K00${nth}` } })), 1],
    ['a courtesy', replies(3, () => ({ sent: '您好，收到，谢谢' })), 0],
    ['different texts', replies(3, (nth) => ({ sent: said.slice(nth * 9, nth * 9 + 14) })), 0],
    ['nothing', [], 0],
  ])('%s: %#', (_name, edited, count) => {
    expect(texts(edited)).toHaveLength(count)
  })
})

test('the wording most of them used, what belongs to one ticket left open', () => {
  const [proposal] = proposalsFrom(
    replies(5, (nth) => ({
      sent: `${nth === 1 ? '李女士，您好！' : '您好，'}${said}${nth > 2 ? '哦' : ''}。单号 SR2026112200${nth}，林晓（K001）。`,
      step: nth === 0 ? 'closing' : 'solution',
      tone: nth === 0 ? 'concise' : 'plain',
      script: nth === 0 ? null : 'logistics.solution.plain.x',
    })),
    empty,
    none,
  )
  expect(proposal).toMatchObject({
    text: `{greeting}，${said}。单号 {number}，{agent}（{work_no}）。`,
    category: 'logistics',
    step: 'solution',
    tone: 'plain',
    script: 'logistics.solution.plain.x',
    times: 5,
  })
  expect(proposal?.examples).toHaveLength(5)
})

test('nothing personal: a wording without it is taken, and where there is none it is hidden', () => {
  const phone = (nth: number): Partial<EditedReply> => ({
    sent: nth === 2 ? said : `${said}，电话13812345678`,
    message: `包裹找不到，我是欧阳明月，电话1391234567${nth}`,
  })
  const [proposal] = proposalsFrom(replies(3, phone), empty, none)
  expect(proposal?.text).toBe(said)
  expect(JSON.stringify(proposal)).not.toMatch(/1391234567|欧阳明月/)
  expect(
    JSON.stringify(
      proposalsFrom(
        replies(3, () => phone(0)),
        empty,
        none,
      ),
    ),
  ).not.toMatch(/13812345678|139123/)
})

test('a customer’s message once, and none that says nothing', () => {
  const messages = ['包裹在哪个柜子', '包裹在哪个柜子', '？？']
  const [proposal] = proposalsFrom(
    replies(3, (nth) => ({ message: messages[nth] ?? '' })),
    empty,
    none,
  )
  expect(proposal?.examples).toEqual(['包裹在哪个柜子'])
})

describe('not proposed', () => {
  const known = (text: string): Known => ({ texts: [text], check: {} })

  test('what was proposed before, in whatever form', () => {
    expect(texts(replies(3), known(said))).toEqual([])
    expect(texts(replies(3), known(said.replace('到柜机上按', '或者在屏幕上点')))).toEqual([])
    expect(texts(replies(3), known('发票三天内开好，发到您的邮箱'))).toEqual([said])
  })

  test('what a script says already', () => {
    const script = library.scripts.find(({ id }) => id === 'account_order.solution.plain.invoice')
    const sent = (script?.text ?? '').replace('{deadline}', '今天 14:00').replace('{number}', 'SR1')
    const edited = replies(3, () => ({ sent: `${sent}谢谢。`, category: 'account_order' }))
    expect(texts(edited)).toHaveLength(1)
    expect(texts(edited, none, library)).toEqual([])
  })

  test('what the reply check stops', () => {
    const rude = replies(3, () => ({ sent: '不是早就跟你说过了吗，你自己不会去柜子上看吗，别再来问了' }))
    expect(texts(rude)).toEqual([])
  })
})

test('the most used comes first', () => {
  const invoice = '发票已经开好发到您的邮箱，没收到请看一下垃圾邮件'
  const edited = [
    ...replies(3),
    ...replies(4, (nth) => ({ ticketId: 10 + nth, sent: invoice, category: 'account_order' })),
  ]
  expect(texts(edited)).toEqual([invoice, said])
})
