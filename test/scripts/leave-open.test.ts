import { describe, expect, test } from 'vitest'
import { fill } from '../../src/scripts/fill.ts'
import { leaveOpen } from '../../src/scripts/leave-open.ts'
import { sendable, values } from './samples.ts'

const known = { number: 'SR20261122003', agent: '林晓', work_no: 'K001' }
const open = (text: string): string => leaveOpen(text, { proposed: '', values: known })

test.each([
  ['您好，已经查到了', '{greeting}，已经查到了'],
  ['王女士，您好！已经查到了', '{greeting}，已经查到了'],
  ['您好王女士，已经查到了', '{greeting}，已经查到了'],
  ['尊敬的李先生：您好 已经查到了', '{greeting}，已经查到了'],
  ['李先生，已经查到了', '{greeting}，已经查到了'],
  ['已经查到了，您好', '已经查到了，您好'],
  ['您好，安装师傅明天到', '{greeting}，安装师傅明天到'],
  ['李先生的机器修好了', '李先生的机器修好了'],
])('the salutation of %s', (text, opened) => {
  expect(open(text)).toBe(opened)
})

test.each([
  ['单号 SR20261122003，我是林晓（工号 K001）', '单号 {number}，我是{agent}（工号 {work_no}）'],
  ['型号 K0012 和 AK001 都不是', '型号 K0012 和 AK001 都不是'],
  ['今天 17:30 前回您', '{deadline} 前回您'],
  ['明天上午10点前、11月23日 9:00 之前、周三18:00前', '{deadline} 前、{deadline} 之前、{deadline} 前'],
  ['今天 17:30 后不上班', '今天 17:30 后不上班'],
])('%s', (text, opened) => {
  expect(open(text)).toBe(opened)
})

describe('what the script had been filled with', () => {
  const template = '{greeting}，请发{ask}，{department}在{deadline} 前回复，单号 {number}。'
  const filled = fill(template, values).text

  test('is open again in what the agent made of it', () => {
    const edited = `${filled.replace('请发', '麻烦拍一下')}拍到 ${values.deadline} 也行。`
    expect(leaveOpen(edited, { template, proposed: filled, values: known })).toBe(
      '{greeting}，麻烦拍一下{ask}，{department}在{deadline} 前回复，单号 {number}。拍到 {deadline} 也行。',
    )
  })

  test('slots that touch stay filled, but for a time that stands before 前', () => {
    const touching = '由{department}{deadline} 前回复'
    const proposed = fill(touching, values).text
    expect(leaveOpen(proposed, { template: touching, proposed, values: {} })).toBe(
      '由售后技术部{deadline} 前回复',
    )
  })

  test('every shipped script comes back from its filled text', () => {
    const lost = sendable.filter(({ text }) => {
      const proposed = fill(text, values).text
      const opened = leaveOpen(proposed, { template: text, proposed, values: {} })
      return fill(opened, values).text !== proposed
    })
    expect(lost.map(({ id }) => id)).toEqual([])
  })

  test('a proposal that does not fit its script any more gives away nothing', () => {
    expect(leaveOpen('售后技术部会联系您', { template, proposed: '完全不同的话', values: {} })).toBe(
      '售后技术部会联系您',
    )
  })
})
