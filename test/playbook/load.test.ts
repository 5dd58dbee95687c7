import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigError, messageOf } from '../../src/lib/errors.ts'
import { defaultPlaybook, loadPlaybook } from '../../src/playbook/load.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'playbook-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(name: string, text: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

/** What loading complains of, a line each, with the folder left out. */
function complaints(load: () => unknown): string[] {
  try {
    load()
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return messageOf(error)
      .replaceAll(`${folder}/`, '')
      .replaceAll(defaultPlaybook, 'default.yaml')
      .split('\n')
  }
  return []
}

/** The default playbook with an overlay laid on it. */
const overlaid = (text: string): string[] =>
  complaints(() => loadPlaybook({ overlays: [written('own.yaml', text)] }))

const standard = readFileSync(defaultPlaybook, 'utf8')
const lineOf = (text: string): number => standard.slice(0, standard.indexOf(text)).split('\n').length

const categories =
  'fault_repair, usage_inquiry, service_complaint, return_exchange, installation, value_added, emergency, remote_assist, logistics, account_order, suggestion, presales, other'
const departments = 'customer_service, after_sales_tech, ecommerce_ops, logistics_ops, product'
const week = 'tue: [], wed: [], thu: [], fri: [], sat: [], sun: []'

describe('one thing wrong in an overlay', () => {
  test.each([
    ['company:\n  nme: x', '2: company.nme: is not a key here; use one of name, timeZone, locale, phone'],
    ['colour: red', /^own\.yaml:1: colour: is not a key here; use one of extends, company, hours, .*team$/],
    [
      'company:\n  timeZone: Beijing',
      '2: company.timeZone: "Beijing" is not a time zone; use an IANA name such as Asia/Shanghai',
    ],
    [
      'company:\n  timeZone: "+08:00"',
      '2: company.timeZone: "+08:00" is not a time zone; use an IANA name such as Asia/Shanghai',
    ],
    ['company:\n  phone: 4001234567', '2: company.phone: must be a text, not 4001234567; put it in quotes'],
    ['company: [a]', '1: company: must be a group of keys, not a list'],
    ['company:\n  name: { zh-CN: "" }', '2: company.name.zh-CN: must not be empty'],
    [
      'hours:\n  desk:\n    mon: [9:00-18:00]',
      '3: hours.desk.mon[0]: "9:00-18:00" is not right; use a period such as 09:00-18:00',
    ],
    ['hours:\n  desk:\n    mon: 09:00-18:00', '3: hours.desk.mon: must be a list, not "09:00-18:00"'],
    [
      'hours:\n  desk:\n    mon: [09:00-09:00]',
      '3: hours.desk.mon[0]: "09:00-09:00" begins and ends at once; a whole day is 00:00-24:00',
    ],
    [
      'hours:\n  desk:\n    mon:\n      - 09:00-13:00\n      - 12:30-18:00',
      '5: hours.desk.mon[1]: "12:30-18:00" overlaps "09:00-13:00"; make them one period or move one',
    ],
    [
      'hours:\n  desk:\n    wed: [20:00-07:00]\n    thu: [06:00-12:00]',
      '4: hours.desk.thu[0]: "06:00-12:00" overlaps "20:00-07:00"; make them one period or move one',
    ],
    [
      'hours:\n  desk: { sun: [22:00-10:00] }',
      `default.yaml:${lineOf('mon: &desk')}: hours.desk.mon[0]: "09:00-18:00" overlaps "22:00-10:00"; make them one period or move one`,
    ],
    [
      `hours:\n  leftMessages: { mon: [], ${week} }`,
      '2: hours.leftMessages: has no working time; give at least one day a period such as 09:00-18:00',
    ],
    ['holidays:\n  source: mars', '2: holidays.source: "mars" is not known; use one of china, none'],
    [
      'holidays:\n  years:\n    - { year: 2027, days: [{ name: 元旦, date: 2027-1-1, isOffDay: true }] }',
      '3: holidays.years[0].days[0].date: "2027-1-1" is not right; use a date such as 2026-10-01',
    ],
    [
      'holidays:\n  years:\n    - { year: 2027, days: [{ name: 元旦, date: 2020-01-01, isOffDay: true }] }',
      '3: holidays.years[0].days[0].date: "2020-01-01" does not belong to 2027; correct the date or the year',
    ],
    [
      'supervisors:\n  channel:\n    id: desk',
      '3: supervisors.channel.id: "web:desk" is used twice; give each its own',
    ],
    ['fallbackCategory: rest', `1: fallbackCategory: "rest" is not a category; use one of ${categories}`],
    [
      'reminders:\n  fractions: [0.8, 0.5, 1]',
      '2: reminders.fractions[1]: 0.5 follows 0.8; each must be larger than the one before',
    ],
    ['reminders:\n  fractions: [0.5, 1.2]', '2: reminders.fractions[1]: 1.2 is too large; use at most 1'],
    ['reminders:\n  fractions: [0, 1]', '2: reminders.fractions[0]: 0 is too small; use more than 0'],
    ['reminders:\n  fractions: []', '2: reminders.fractions: needs 1 or more entries'],
    [
      'reminders:\n  repeat: { first: 0wm }',
      '2: reminders.repeat.first: "0wm" is no time at all; use a length of 1 or more',
    ],
    [
      'reopenWithin: 3 days',
      '1: reopenWithin: "3 days" is not right; use a length such as 15m, 24h, 90wm, 4wh or 3wd',
    ],
    ['reopenWithin: 9999wd', '1: reopenWithin: "9999wd" is more than ten years; use a shorter length'],
    ['authority:\n  agent: -1', '2: authority.agent: -1 is too small; use at least 0'],
    [
      'team:\n  - { workNo: 001, name: 林晓, roles: [agent] }',
      '2: team[0].workNo: must be a text, not 1; put it in quotes',
    ],
    ['team:\n  - { name: 林晓, roles: [agent] }', '2: team[0].workNo: is missing; give a text'],
    [
      'team:\n  - { workNo: K1, name: 林晓, roles: [boss] }',
      '2: team[0].roles[0]: "boss" is not known; use one of agent, department, supervisor, administrator',
    ],
    [
      'team:\n  - { workNo: K1, name: 林晓, roles: [department] }',
      `2: team[0].departments: is missing for the role department; use one of ${departments}`,
    ],
    [
      'team:\n  - { workNo: K1, name: 林晓, roles: [agent], departments: [sales] }',
      `2: team[0].departments[0]: "sales" is not a department; use one of ${departments}`,
    ],
    [
      'team:\n  - { workNo: K1, name: 林晓, roles: [agent] }\n  - workNo: K1\n    name: 周敏\n    roles: [agent]',
      '3: team[1].workNo: "K1" is used twice; give each its own',
    ],
    [
      'team:\n  - { workNo: K1, name: 林晓, roles: [agent], email: lin }',
      '2: team[0].email: "lin" is not right; use an address such as lin@example.com',
    ],
    [
      'team:\n  - { workNo: K1, name: 林晓, roles: [agent], accounts: { slack: U1 } }\n  - { workNo: K2, name: 周敏, roles: [agent], accounts: { slack: U1 } }',
      '3: team[1].accounts.slack: "U1" is given to K1 and to K2; it can belong to one of them only',
    ],
    [
      'team:\n  - { workNo: K1, name: 林晓, roles: [agent], email: a@example.com }\n  - { workNo: K2, name: 周敏, roles: [agent], email: A@example.com }',
      '3: team[1].email: "A@example.com" is given to K1 and to K2; it can belong to one of them only',
    ],
    [
      'team:\n  - { workNo: K1, name: 林晓, roles: [agent], accounts: { web: K1 } }',
      '2: team[0].accounts.web: is opened by the desk itself; remove this line',
    ],
  ])('%j', (text, expected) => {
    const [first = '', ...rest] = overlaid(text)
    if (typeof expected === 'string')
      expect(first).toBe(expected.startsWith('default') ? expected : `own.yaml:${expected}`)
    else expect(first).toMatch(expected)
    expect(rest).toEqual([])
  })
})

describe('policies', () => {
  const everyone =
    'targets: { first_response: 2h, started: 2h, plan: 4h, plan_told: 1h, adjusted: 2h, solved: 1wd, confirmed: 1wd }'
  test.each([
    [
      'a clock that is none',
      '- name: all\n    when: {}\n    targets: { frist_response: 15m }',
      'policies[0].targets.frist_response: is not a key here; use one of first_response, started, plan, plan_told, adjusted, solved, confirmed',
    ],
    [
      'a length that is none',
      `- name: all\n    when: {}\n    ${everyone.replace('4h', 'soon')}`,
      'policies[0].targets.plan: "soon" is not right; use a length such as 15m, 24h, 90wm, 4wh or 3wd, or an end of work such as fri_close or day_close',
    ],
    [
      'a priority that is none',
      `- { name: all, when: {}, ${everyone} }\n  - { name: a, when: { priority: [hot] }, targets: {} }`,
      'policies[1].when.priority[0]: "hot" is not known; use one of critical, urgent, normal, low',
    ],
    [
      'a category that is none',
      `- { name: all, when: {}, ${everyone} }\n  - { name: a, when: { category: [cars] }, targets: {} }`,
      `policies[1].when.category[0]: "cars" is not a category; use one of ${categories}`,
    ],
    [
      'a number that is none',
      `- { name: all, when: {}, ${everyone} }\n  - { name: a, when: { number: [XX] }, targets: {} }`,
      'policies[1].when.number[0]: "XX" is not the number of a category; use one of SR, CF',
    ],
  ])('%s', (_, text, expected) => {
    expect(overlaid(`policies:\n  ${text}`).map((line) => line.replace(/^own\.yaml:\d+: /, ''))).toEqual([
      expected,
    ])
  })

  test('what no policy sets is told by clock, priorities and categories', () => {
    const some = '{ name: some, when: { priority: [critical, low] }, targets: { solved: 1h } }'
    const number = '{ name: feedback, when: { number: [CF] }, targets: { plan: 1h } }'
    const most = 'targets: { first_response: 2h, started: 2h, plan_told: 1h, adjusted: 2h, confirmed: 1wd }'
    const lines = overlaid(`policies:\n  - { name: all, when: {}, ${most} }\n  - ${some}\n  - ${number}`)
    const notFeedback = categories.replace('service_complaint, ', '').replace('suggestion, ', '')
    expect(lines).toEqual([
      `own.yaml:1: policies: no policy gives plan for priority critical, urgent, normal, low in ${notFeedback}; add it to one of them`,
      'own.yaml:1: policies: no policy gives solved for priority urgent, normal; add it to one of them',
    ])
  })
})

describe('a playbook of one’s own', () => {
  const own = (change: (text: string) => string): string[] =>
    complaints(() => loadPlaybook({ path: written('whole.yaml', change(standard)) }))

  test('may be the default, copied', () => {
    expect(loadPlaybook({ path: written('copy.yaml', standard) })).toEqual(loadPlaybook())
  })

  test.each([
    [
      'a missing part is told where it belongs',
      /\nauthority:[\s\S]*?\n\n/,
      '\n',
      'whole.yaml:1: authority: is missing; give a group of keys',
    ],
    [
      'a missing name',
      ', en: Product }',
      ' }',
      `whole.yaml:${lineOf('产品部')}: departments[4].name.en: is missing; give a text`,
    ],
    [
      'a department twice',
      'code: product',
      'code: logistics_ops',
      /departments\[4\]\.code: "logistics_ops" is used twice/,
    ],
    [
      'a department that is none',
      'department: product\n',
      'department: lab\n',
      `whole.yaml:${lineOf('department: product\n')}: categories[10].department: "lab" is not a department; use one of ${departments}`,
    ],
    [
      'a category twice',
      'code: presales',
      'code: other',
      /whole\.yaml:\d+: categories\[12\]\.code: "other" is used twice/,
    ],
    [
      'a number with one letter',
      'number: CF',
      'number: C',
      `whole.yaml:${lineOf('number: CF')}: categories[2].number: "C" is not right; use two capital letters`,
    ],
    [
      'two channels with one id',
      'id: product',
      'id: ecommerce_ops',
      `whole.yaml:${lineOf('id: product')}: departments[4].channel.id: "web:ecommerce_ops" is used twice; give each its own`,
    ],
  ])('%s', (_, from, to, expected) => {
    const lines = own((text) => text.replace(from, to))
    if (typeof expected === 'string') expect(lines).toContain(expected)
    else expect(lines.join('\n')).toMatch(expected)
  })

  test('several faults are told at once, in the order of the lines', () => {
    const lines = own((text) =>
      text
        .replace('Asia/Shanghai', '中国')
        .replace('fallbackCategory: other', 'fallbackCategory: rest')
        .replace('id: desk', 'id: product'),
    )
    expect(lines.map((line) => line.replace(/:.*?: /, ' ').split(':')[0])).toEqual([
      'whole.yaml company.timeZone',
      'whole.yaml departments[4].channel.id',
      'whole.yaml fallbackCategory',
    ])
  })
})

describe('files', () => {
  test('what is not there, or a folder, is told', () => {
    const missing = path.join(folder, 'none.yaml')
    expect(complaints(() => loadPlaybook({ path: missing }))).toEqual([
      'none.yaml: the playbook cannot be read: there is no such file; give the path of a YAML file',
    ])
    expect(complaints(() => loadPlaybook({ path: folder }))[0]).toMatch(
      /it is a folder; give the path of a YAML file$/,
    )
  })

  test.each([
    ['company:\n  name: [', /^own\.yaml:\d: not YAML: /],
    ['company:\n\tname: x', /^own\.yaml:2: not YAML: /],
    ['authority: { agent: 1 }\nauthority: { agent: 2 }', /^own\.yaml:2: not YAML: .*unique/],
    ['hours: *nowhere', /^own\.yaml:\d: not YAML: .*nowhere/],
    ['a: 1\n---\nb: 2', /^own\.yaml:\d: not YAML: /],
    ['just words', /^own\.yaml:1: the playbook: must be a group of keys, not "just words"$/],
  ])('%j is refused', (text, expected) => {
    const lines = overlaid(text)
    expect(lines[0]).toMatch(expected)
  })

  test('aliases that multiply without end are refused', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (const [name, last] of ['ba', 'cb', 'dc', 'ed', 'fe'])
      lines.push(`${name}: &${name} [${Array(9).fill(`*${last}`).join(', ')}]`)
    expect(overlaid(lines.join('\n'))[0]).toMatch(/^own\.yaml:1: not YAML: .*alias/)
  })

  test('a playbook that extends the default holds only what is otherwise', () => {
    const file = written('short.yaml', 'extends: default\ncompany: { phone: 400-100 }')
    const { company, departments: all } = loadPlaybook({ path: file })
    expect(company).toEqual({ ...loadPlaybook().company, phone: '400-100' })
    expect(all).toEqual(loadPlaybook().departments)
    expect(complaints(() => loadPlaybook({ path: written('bad.yaml', 'extends: other') }))[0]).toMatch(
      /^bad\.yaml:1: extends: /,
    )
  })

  test('an empty overlay, or one of comments, changes nothing', () => {
    const overlays = [written('empty.yaml', ''), written('comments.yaml', '# company:\n')]
    expect(loadPlaybook({ overlays })).toEqual(loadPlaybook())
  })

  test('overlays replace what they name, the later over the earlier, and lists as a whole', () => {
    const playbook = loadPlaybook({
      overlays: [
        written(
          'one.yaml',
          'authority: { agent: 50, supervisor: 900 }\nreminders: { fractions: [0.25, 0.5, 1] }',
        ),
        written(
          'two.yaml',
          'authority: { agent: 80 }\nreminders: { fractions: [1] }\ncompany: { phone: 400-123-4567 }',
        ),
      ],
    })
    expect(playbook.authority).toEqual({ agent: 80, department: 0, supervisor: 900 })
    expect(playbook.reminders).toMatchObject({
      fractions: [1],
      repeat: { first: '30wm', factor: 2, max: '1wd' },
    })
    expect(playbook.company).toMatchObject({ phone: '400-123-4567', timeZone: 'Asia/Shanghai' })
  })

  test('a fault is told of the file in which it stands', () => {
    const overlays = [
      written('one.yaml', '\n\nauthority: { agent: -1 }\nteam: [{ workNo: K1, name: 林晓, roles: [agent] }]'),
      written('two.yaml', 'authority: { supervisor: -2 }\nteam:\n  - { name: 周敏, roles: [agent] }'),
    ]
    expect(complaints(() => loadPlaybook({ overlays }))).toEqual([
      'one.yaml:3: authority.agent: -1 is too small; use at least 0',
      'two.yaml:1: authority.supervisor: -2 is too small; use at least 0',
      'two.yaml:3: team[0].workNo: is missing; give a text',
    ])
  })

  test('keys that mean something to JavaScript are only unknown keys', () => {
    expect(overlaid('__proto__: { a: 1 }')[0]).toMatch(/^own\.yaml:1: __proto__: is not a key here/)
    expect(overlaid('constructor: 1')[0]).toMatch(/^own\.yaml:1: constructor: is not a key here/)
  })
})
