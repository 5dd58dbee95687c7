import path from 'node:path'
import { type SocketPace, usualPace } from '../../../src/platforms/slack/door/socket.ts'
import { defaultPlaybook, demoPlaybook, loadPlaybook } from '../../../src/playbook/load.ts'
import type { Playbook } from '../../../src/playbook/playbook.ts'

export const locales = path.resolve(import.meta.dirname, '../../../locales')

/** Waits short enough for a test. */
export const quickPace: SocketPace = {
  ...usualPace,
  openMs: 5_000,
  firstMs: 20,
  longestMs: 200,
  lookMs: 200,
  staggerMs: 0,
  goodbyeMs: 50,
}

/** The shipped playbook, always open, with every channel on Slack: C0DESK, C0SUP, C0ADMIN and C0 with a department's number. */
export function slackPlaybook(): Playbook {
  const playbook = loadPlaybook({ path: defaultPlaybook, overlays: [demoPlaybook] })
  const on = <T extends { channel: { platform: string; id: string } }>(place: T, id: string): T => ({
    ...place,
    channel: { ...place.channel, platform: 'slack', id },
  })
  return {
    ...playbook,
    team: [],
    desk: on(playbook.desk, 'C0DESK'),
    supervisors: on(playbook.supervisors, 'C0SUP'),
    administrators: on(playbook.administrators, 'C0ADMIN'),
    departments: playbook.departments.map((one, index) => on(one, `C0DEP${index}`)),
  }
}
