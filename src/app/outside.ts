import type { Config } from '../config.ts'
import type { Deps } from '../lib/deps.ts'
import type { Platform } from '../platforms/platform.ts'

/** What the platforms of other companies need besides the house. */
export interface OutsideMeans {
  /** Where browsers reach the desk, without a trailing slash. */
  publicUrl: string
  /** 32 bytes that seal what they sign in with. */
  key: Buffer
  settings: OutsideSettings
}

/** What the environment says of them: those it says nothing of are not even loaded. */
export type OutsideSettings = Pick<Config, 'slack' | 'dingtalk' | 'wecom'>

/** Opens the platforms of other companies that the environment has credentials for. */
export async function openOutside(house: Deps, means: OutsideMeans): Promise<Platform[]> {
  const { slack, dingtalk, wecom } = means.settings
  return [
    ...(slack ? [(await import('./slack.ts')).openSlack(house, { ...means, slack })] : []),
    ...(dingtalk
      ? [(await import('./dingtalk.ts')).openDingtalk(house, { ...means, settings: dingtalk })]
      : []),
    ...(wecom ? [(await import('./wecom.ts')).openWecom(house, { ...means, settings: wecom })] : []),
  ]
}
