import { describe, expect, test } from 'vitest'
import { demoPlaybook, loadPlaybook } from '../../src/playbook/load.ts'

describe('the default playbook', () => {
  const playbook = loadPlaybook()

  test('has the thirteen categories with their group, script class, department and number', () => {
    const told = playbook.categories.map((one) =>
      [one.code, one.name['zh-CN'], one.group, one.scriptClass, one.department, one.number].join(' '),
    )
    expect(told).toEqual([
      'fault_repair 产品故障报修 after_sales after_sales after_sales_tech SR',
      'usage_inquiry 使用操作咨询 after_sales consultation customer_service SR',
      'service_complaint 服务体验投诉 after_sales complaint customer_service CF',
      'return_exchange 退换货申请 after_sales after_sales ecommerce_ops SR',
      'installation 安装调试需求 after_sales after_sales after_sales_tech SR',
      'value_added 增值服务预约 after_sales consultation after_sales_tech SR',
      'emergency 紧急情况处理 after_sales after_sales after_sales_tech SR',
      'remote_assist 远程协助请求 after_sales after_sales after_sales_tech SR',
      'logistics 物流配送 after_sales after_sales logistics_ops SR',
      'account_order 账户/订单 after_sales consultation ecommerce_ops SR',
      'suggestion 改进建议 other consultation product CF',
      'presales 售前咨询 presales consultation customer_service SR',
      'other 其他 other consultation customer_service SR',
    ])
  })

  test('asks for four facts at most, and in danger only where and whom to reach', () => {
    expect(playbook.categories.filter(({ needs }) => needs.length > 4)).toEqual([])
    expect(playbook.categories.find(({ code }) => code === 'emergency')?.needs).toEqual([
      'address',
      'contact',
    ])
    expect(playbook.categories.filter(({ supervised }) => supervised).map(({ code }) => code)).toEqual([
      'service_complaint',
      'emergency',
    ])
  })

  test('gives five departments, the desk and the supervisors a room of their own', () => {
    const rooms = [playbook.desk, playbook.supervisors, ...playbook.departments]
    expect(rooms.map(({ name, channel }) => `${name['zh-CN']} ${channel.platform}:${channel.id}`)).toEqual([
      '客服台 web:desk',
      '主管 web:supervisors',
      '客户服务部 web:customer_service',
      '售后技术部 web:after_sales_tech',
      '电商运营部 web:ecommerce_ops',
      '物流运营部 web:logistics_ops',
      '产品部 web:product',
    ])
    expect(playbook.departments.map(({ code }) => code)).toEqual(
      playbook.departments.map(({ channel }) => channel.id),
    )
  })

  test('opens the desk on weekdays 9–18 and for left messages 9–12, with Chinese holidays', () => {
    const { desk, leftMessages } = playbook.hours
    for (const day of ['mon', 'tue', 'wed', 'thu', 'fri'] as const) {
      expect(desk[day]).toEqual(['09:00-18:00'])
      expect(leftMessages[day]).toEqual(['09:00-12:00'])
    }
    expect([desk.sat, desk.sun, leftMessages.sat, leftMessages.sun]).toEqual([[], [], [], []])
    expect(playbook.holidays).toEqual({ source: 'china', years: [], files: [] })
    expect(playbook.company.timeZone).toBe('Asia/Shanghai')
  })

  test('reminds at half, four fifths and the deadline, then ever less often', () => {
    expect(playbook.reminders).toMatchObject({
      fractions: [0.5, 0.8, 1],
      repeat: { first: '30wm', factor: 2, max: '1wd' },
    })
    expect(playbook.team).toEqual([])
  })
})

describe('the demonstration', () => {
  const playbook = loadPlaybook({ overlays: [demoPlaybook] })

  test('is always open, on holidays too', () => {
    const days = Object.values(playbook.hours).flatMap((week) => Object.values(week))
    expect(days).toHaveLength(14)
    expect(days.every((periods) => periods.join() === '00:00-24:00')).toBe(true)
    expect(playbook.holidays.source).toBe('none')
    expect(playbook.company.timeZone).toBe('Asia/Shanghai')
    expect(playbook.company.name['zh-CN']).toBe('客服台演示公司')
  })

  test('has a member for every department, agents, a supervisor and an administrator', () => {
    const held = new Set(playbook.team.flatMap(({ departments }) => departments))
    expect([...held].sort()).toEqual(playbook.departments.map(({ code }) => code).sort())
    expect(playbook.team.map(({ workNo, name, roles }) => `${workNo} ${name} ${roles.join()}`)).toEqual(
      expect.arrayContaining([
        'K001 林晓 agent',
        'K002 周敏 agent',
        'T101 李工 department',
        'T102 王工 department',
        'M001 陈主管 supervisor',
        'A001 系统管理员 administrator',
      ]),
    )
  })

  test('keeps everything else as it is', () => {
    const { company, hours, holidays, team, ...rest } = loadPlaybook()
    expect(playbook).toMatchObject(rest)
    expect(playbook.company).toMatchObject({ timeZone: company.timeZone, locale: company.locale })
    expect(Object.keys(playbook).sort()).toEqual(
      Object.keys({ ...rest, company, hours, holidays, team }).sort(),
    )
  })
})
