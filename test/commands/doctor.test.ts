import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { phraseChecked } from '../../src/commands/checked.ts'
import { examine } from '../../src/commands/doctor.ts'
import { defaultPlaybook } from '../../src/playbook/load.ts'
import { bareDatabase } from '../support/database.ts'
import { urlOfDesk } from '../support/desk-url.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()
const folder = mkdtempSync(path.join(tmpdir(), 'doctor-'))
afterAll(() => rmSync(folder, { recursive: true }))
const written = (name: string, text: string): string => {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

const at = new Date('2026-11-18T10:00:00+08:00')
/** What the doctor says, a line each, without its remedies. */
async function told(environment: NodeJS.ProcessEnv, now = at): Promise<string[]> {
  const list = await examine(now, environment)
  expect(list.filter(({ mark, remedy }) => mark !== 'good' && !remedy)).toEqual([])
  return list.map((checked) => phraseChecked({ mark: checked.mark, says: checked.says }))
}
const startingWith = (lines: readonly string[], start: string): string[] =>
  lines.filter((line) => line.startsWith(start))

describe('a desk in good order', () => {
  test('has nothing that must be mended; what a desk of this moment lacks is named', async () => {
    const desk = await open()
    await desk.says('小何', '空调不制冷了')
    const now = desk.deps.now()
    const lines = await told(
      { DATABASE_URL: await urlOfDesk(desk), PUBLIC_URL: 'https://desk.example.com' },
      now,
    )
    expect(startingWith(lines, '✗')).toEqual([])
    expect(lines).toContain('✓ staff: 7')
    expect(lines).toContain('✓ time zone: Asia/Shanghai, where it is 2026-11-18 10:00')
    expect(lines).toContain('✓ holidays: 2026 is known')
    expect(lines).toContain('✓ database: up to date')
    expect(lines.some((line) => /^✓ clocks: \d+ run, and each will be swept$/.test(line))).toBe(true)
    expect(lines).toContain('✓ outbox: nothing was given up')
    expect(startingWith(lines, '! staff')).toEqual([
      '! staff: the department ecommerce_ops (E-commerce Operations) has nobody who could claim its tickets',
      '! staff: the department product (Product) has nobody who could claim its tickets',
    ])
    expect(startingWith(lines, '! holidays')).toHaveLength(1)
  })

  test('next year’s holidays are missed from 15 November on, this year’s must be there', async () => {
    const holidays = async (now: string): Promise<string[]> =>
      (await told({ KEFUTAI_DATA: folder }, new Date(now))).filter((line) => line.includes('holidays: '))
    expect(await holidays('2026-11-14T10:00:00+08:00')).toEqual([
      '✓ holidays: 2026 is known',
      '✓ holidays: 2027 is not published yet, which is usual before 15 November',
    ])
    expect((await holidays('2026-11-15T10:00:00+08:00'))[1]).toMatch(/^! holidays: 2027 is missing/)
    expect((await holidays('2027-03-01T10:00:00+08:00'))[0]).toMatch(/^✗ holidays: 2027 is missing/)
  })
})

describe('accounts on chat platforms', () => {
  test('whoever has a channel on a platform and no account there is named, with what to do', async () => {
    const desk = await open()
    const staff = await desk.db.staff.findUniqueOrThrow({ where: { workNo: 'K001' } })
    await desk.db.staff.update({ where: { workNo: 'K002' }, data: { email: 'zhou@example.com' } })
    await desk.db.staffIdentity.create({ data: { platform: 'slack', externalId: 'U1', staffId: staff.id } })
    const file = written(
      'slack.yaml',
      readFileSync(defaultPlaybook, 'utf8').replace(
        '{ platform: web, id: desk }',
        '{ platform: slack, id: C1 }',
      ),
    )
    const list = await examine(at, { DATABASE_URL: await urlOfDesk(desk), KEFUTAI_PLAYBOOK: file })
    const found = list.filter(({ says }) => says.includes('no account there'))
    expect(found.map(({ mark, says, remedy }) => `${mark} ${says}: ${remedy}`)).toEqual([
      expect.stringMatching(/^mind staff: K002 has a channel on slack.*: check that zhou@example.com/),
      expect.stringMatching(/^mind staff: M001 has a channel on slack.*: give M001 an email/),
    ])
  })
})

describe('what must be mended', () => {
  test('an environment that is not right, before anything else', async () => {
    const list = await examine(at, { PORT: 'eighty' })
    expect(list).toHaveLength(1)
    expect(phraseChecked(list[0] ?? { mark: 'good', says: '' })).toMatch(
      /^✗ The environment is not right:\n {4}PORT: /,
    )
  })

  test('a playbook that is not right, line by line', async () => {
    const file = written('own.yaml', 'company:\n  timeZone: Beijing\n')
    const lines = await told({ KEFUTAI_PLAYBOOK: file, KEFUTAI_DATA: folder })
    const [wrong = ''] = startingWith(lines, '✗')
    expect(wrong).toContain('✗ playbook: it is not right\n')
    expect(wrong).toContain(`    ${file}:1: hours: is missing`)
    expect(lines.at(-1)).toMatch(/^! database: there is none yet/)
  })

  test('a database that cannot be reached, or a folder that is nowhere', async () => {
    const [gone = ''] = startingWith(await told({ DATABASE_URL: 'postgresql://x@127.0.0.1:1/kefutai' }), '✗')
    expect(gone).toContain('No database server listens at 127.0.0.1:1')
    const [nowhere = ''] = startingWith(await told({ KEFUTAI_DATA: path.join(folder, 'a', 'b') }), '✗')
    expect(nowhere).toContain('does not exist')
  })

  test('a database without the latest migrations is not looked into', async () => {
    const database = await bareDatabase()
    try {
      const lines = await told({ DATABASE_URL: database.url })
      expect(startingWith(lines, '! database')[0]).toMatch(/^! database: \d+ migrations are missing/)
      expect(lines.some((line) => line.includes('clocks'))).toBe(false)
    } finally {
      await database.drop()
    }
  })

  test('clocks nobody will sweep, and replies that did not reach their customer', async () => {
    const desk = await open()
    await desk.says('小何', '空调不制冷了')
    const { number } = await desk.db.ticket.findFirstOrThrow()
    await desk.db.clock.updateMany({ where: { name: 'plan' }, data: { nextNoticeAt: null } })
    desk.platform.fail(/小何/, 'refused')
    await desk.presses('K001', 'suggestion:', 'suggestion.approve')
    const environment = { DATABASE_URL: await urlOfDesk(desk) }
    const bad = startingWith(await told(environment, desk.deps.now()), '✗')
    expect(bad).toEqual([
      `✗ clocks: 1 that nobody will ever sweep as they should be\n    ${number} plan runs, but has no next reminder`,
      expect.stringMatching(/^✗ outbox: 1 to customers could not be delivered/),
    ])
    // nothing was touched
    expect(await desk.db.clock.count({ where: { name: 'plan', nextNoticeAt: null } })).toBe(1)
  })

  test('reminders nobody gives', async () => {
    const desk = await open()
    await desk.says('小何', '空调不制冷了')
    const later = new Date(desk.deps.now().getTime() + 30 * 86_400_000)
    const lines = await told({ DATABASE_URL: await urlOfDesk(desk) }, later)
    expect(startingWith(lines, '! reminders')[0]).toMatch(
      /^! reminders: \d+ wait to be given since 2026-11-18T/,
    )
  })
})

describe('what is worth knowing', () => {
  test.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['no address for links', { HOST: '0.0.0.0' }, /^! configuration: PUBLIC_URL is not set/],
    [
      'an address without encryption',
      { PUBLIC_URL: 'http://desk.example.com' },
      /^! configuration: PUBLIC_URL is http:/,
    ],
    ['no database yet', {}, /^! database: there is none yet/],
  ])('%s', async (_, environment, expected) => {
    const lines = await told({ KEFUTAI_DATA: folder, ...environment })
    expect(lines.filter((line) => expected.test(line))).toHaveLength(1)
    expect(startingWith(lines, '✗')).toEqual([])
  })
})

test('a finding of several lines, with its remedy', () => {
  expect(phraseChecked({ mark: 'bad', says: 'first\n  second\n\n', remedy: 'mend it' })).toBe(
    '✗ first\n    second\n  → mend it',
  )
})
