import { describe, expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/load.ts'
import { clockNames, priorities } from '../../src/playbook/playbook.ts'
import { targetsOf } from '../../src/sla/policy.ts'
import { at, chineseWeek, week } from './weeks.ts'

const playbook = loadPlaybook()
const plain = { kinds: [], channel: 'web' }
const monday = { calendar: chineseWeek('office'), from: at('2026-03-02 10:00') }

describe('the figures of the default playbook', () => {
  test.each([
    // B6 and B4: critical, day and night
    ['critical', 'emergency', 'SR', '15m 15m 2h 1h 1h 24h 24h'],
    // B6 and E4: urgent
    ['urgent', 'fault_repair', 'SR', '2wh 2wh 4wh 1wh 2wh 1wd 1wd'],
    // D5 and B7: complaint, the stricter of both documents
    ['urgent', 'service_complaint', 'CF', '15wm 1wh 4wh 1wh 2wh 1wd 1wd'],
    ['normal', 'service_complaint', 'CF', '15wm 1wh 1wd 1wh 2wh 2wd 1wd'],
    ['critical', 'service_complaint', 'CF', '15m 15m 2h 1h 1h 24h 24h'],
    // B6, A4 and E4: normal
    ['normal', 'fault_repair', 'SR', '2wh 2wh 4wh 1wh 2wh 2wd 1wd'],
    ['normal', 'suggestion', 'CF', '2wh 1wd 1wd 1wh 2wh 2wd 1wd'],
    // E4: low
    ['low', 'suggestion', 'CF', '2wh 3wd 5wd 1wh 2wh 7wd 1wd'],
    // B7: return
    ['low', 'return_exchange', 'SR', '2wh 1wd 5wd 1wh 2wh 3wd 1wd'],
    ['normal', 'return_exchange', 'SR', '2wh 2wh 4wh 1wh 2wh 2wd 1wd'],
  ] as const)('%s %s', (priority, category, number, targets) => {
    const found = targetsOf(playbook, { priority, category, number, ...plain }, () => monday)
    expect(clockNames.map((name) => found[name]?.target).join(' ')).toBe(targets)
  })

  test('every priority of every category has all seven clocks', () => {
    for (const priority of priorities)
      for (const { code, number } of playbook.categories)
        expect(
          Object.keys(targetsOf(playbook, { priority, category: code, number, ...plain }, () => monday)),
        ).toEqual([...clockNames])
  })
})

describe('which is stricter', () => {
  const policies = [
    { name: 'elapsed', when: {}, targets: { plan: '20h' } },
    { name: 'working', when: {}, targets: { plan: '4wh', solved: '1wd' } },
    { name: 'foreign', when: { category: ['logistics'] }, targets: { plan: '1m' } },
    { name: 'feedback', when: { number: ['CF'], priority: ['urgent' as const] }, targets: { solved: '1wh' } },
  ]
  const subject = { priority: 'normal', category: 'fault_repair', number: 'SR', ...plain } as const

  test.each([
    ['in the morning 4 working hours come first', '2026-03-02 10:00', '4wh'],
    ['on Friday evening 20 hours do', '2026-03-06 17:00', '20h'],
  ])('%s', (_, from, plan) => {
    expect(targetsOf({ policies }, subject, () => ({ calendar: week('office'), from: at(from) }))).toEqual({
      plan: expect.objectContaining({ target: plan }),
      solved: { target: '1wd', policy: 'working' },
    })
  })

  test('a policy for others does not hold', () => {
    const start = () => ({ calendar: week('office'), from: at('2026-03-02 10:00') })
    expect(targetsOf({ policies }, { ...subject, category: 'logistics' }, start).plan?.target).toBe('1m')
    expect(
      targetsOf({ policies }, { ...subject, number: 'CF', priority: 'urgent' }, start).solved?.target,
    ).toBe('1wh')
    expect(targetsOf({ policies }, { ...subject, number: 'CF' }, start).solved?.target).toBe('1wd')
    expect(targetsOf({ policies: [] }, subject, start)).toEqual({})
  })
})
