import { describe, expect, test } from 'vitest'
import { enterTeam } from '../../src/app/team.ts'
import { mapStaff } from '../../src/departments/map-staff.ts'
import { findStaff, recordStaff } from '../../src/departments/staff.ts'
import { PlatformError } from '../../src/lib/errors.ts'
import { silentLog } from '../../src/lib/log.ts'
import type { Platform } from '../../src/platforms/platform.ts'
import type { WebPlatform } from '../../src/platforms/web/index.ts'
import type { Playbook } from '../../src/playbook/playbook.ts'
import type { TestDesk } from '../support/desk.ts'
import { createMemoryPlatform } from '../support/memory-platform.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

type Team = Playbook['team']
const member = (workNo: string, more: Partial<Team[number]> = {}): Team[number] => ({
  workNo,
  name: workNo,
  roles: ['agent'],
  departments: [],
  ...more,
})
/** Opens an account at once for whoever has none. */
const web = {
  createAccount: async ({ login }: { login: string }) => ({ accountId: `web-${login}`, link: '' }),
}
const enter = (desk: TestDesk, team: Team): Promise<void> =>
  enterTeam({ ...desk.deps, playbook: { ...desk.deps.playbook, team } }, web as WebPlatform)
const accounts = async (desk: TestDesk, platform: string): Promise<string[]> => {
  const rows = await desk.db.staffIdentity.findMany({
    where: { platform },
    include: { staff: true },
    orderBy: { externalId: 'asc' },
  })
  return rows.map(({ externalId, staff, source }) => `${externalId} ${staff.workNo} ${source}`)
}
/** A platform that knows these addresses. */
const asked = (name: string, known: Record<string, string>, heard: string[] = []): Platform => ({
  ...createMemoryPlatform(name),
  findAccount: async ({ workNo, email }) => {
    heard.push(workNo)
    return known[email ?? '']
  },
})
const house = (desk: TestDesk, ...platforms: Platform[]) => ({
  db: desk.db,
  log: silentLog,
  now: desk.deps.now,
  platforms: new Map(platforms.map((one) => [one.name, one])),
})

describe('the accounts the playbook names', () => {
  test('are entered, and give their member’s rights', async () => {
    const desk = await open()
    await enter(desk, [member('K100', { accounts: { slack: 'U1' } })])
    expect(await findStaff(desk.db, 'slack', 'U1')).toMatchObject({ workNo: 'K100' })
    expect(await accounts(desk, 'web')).toEqual(['web-K100 K100 opened'])
  })

  test('are nobody’s once no line names them, and another’s where a line says so', async () => {
    const desk = await open()
    await enter(desk, [
      member('K100', { accounts: { slack: 'U1' } }),
      member('K101', { accounts: { slack: 'U2' } }),
    ])
    await enter(desk, [member('K100', { accounts: { slack: 'U2' } }), member('K101')])
    expect(await accounts(desk, 'slack')).toEqual(['U2 K100 named'])
    await enter(desk, [])
    expect(await accounts(desk, 'slack')).toEqual([])
    // the desk's own stay
    expect(await accounts(desk, 'web')).toHaveLength(2)
  })

  test('stand in place of one that was found', async () => {
    const desk = await open()
    await enter(desk, [member('K100', { email: 'k@example.com' })])
    await mapStaff(house(desk, asked('slack', { 'k@example.com': 'U9' })))
    await enter(desk, [member('K100', { email: 'k@example.com', accounts: { slack: 'U1' } })])
    expect(await accounts(desk, 'slack')).toEqual(['U1 K100 named'])
  })
})

describe('what platforms are asked', () => {
  test('everybody with an address and no account, once found no more; who left is not asked for', async () => {
    const desk = await open()
    await enter(desk, [
      member('K100', { email: 'One@Example.com' }),
      member('K101'),
      member('K102', { email: 'gone@example.com' }),
      member('K103', { email: 'nobody@example.com' }),
    ])
    await desk.db.staff.update({ where: { workNo: 'K102' }, data: { active: false } })
    const heard: string[] = []
    const slack = asked('slack', { 'one@example.com': 'U1', 'gone@example.com': 'U2' }, heard)
    expect(await mapStaff(house(desk, slack))).toBe(1)
    expect(await accounts(desk, 'slack')).toEqual(['U1 K100 found'])
    expect(heard).toEqual(['K100', 'K103'])
    // Whoever is not there is asked for again the next day, not all the time.
    for (const hours of [1, 1, 23]) {
      await desk.passes(`${hours}h`)
      expect(await mapStaff(house(desk, slack))).toBe(0)
    }
    expect(heard).toEqual(['K100', 'K103', 'K103'])
  })

  test('an account is never taken from the member who has it', async () => {
    const desk = await open()
    await enter(desk, [
      member('K100', { accounts: { slack: 'U1' } }),
      member('K101', { email: 'k@example.com' }),
    ])
    expect(await mapStaff(house(desk, asked('slack', { 'k@example.com': 'U1' })))).toBe(0)
    expect(await accounts(desk, 'slack')).toEqual(['U1 K100 named'])
  })

  test('a platform that does not answer keeps no other from being asked', async () => {
    const desk = await open()
    await enter(desk, [member('K100', { email: 'k@example.com' })])
    const deaf: Platform = {
      ...createMemoryPlatform('deaf'),
      findAccount: () => Promise.reject(new PlatformError('unreachable', 'nobody there')),
    }
    expect(await mapStaff(house(desk, deaf, asked('slack', { 'k@example.com': 'U1' })))).toBe(1)
    // and is asked again as soon as it answers
    expect(await mapStaff(house(desk, asked('deaf', { 'k@example.com': 'D1' })))).toBe(1)
  })

  test('another address: what was found by the first is asked for anew', async () => {
    const desk = await open()
    const slack = asked('slack', { 'k@example.com': 'U1', 'new@example.com': 'U2' })
    await enter(desk, [member('K100', { email: 'k@example.com' })])
    await mapStaff(house(desk, slack))
    await recordStaff(desk.db, member('K100', { email: 'new@example.com' }), desk.deps.now())
    await mapStaff(house(desk, slack))
    expect(await accounts(desk, 'slack')).toEqual(['U2 K100 found'])
  })
})
