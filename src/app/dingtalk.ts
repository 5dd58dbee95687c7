import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DingtalkConfig } from '../config/dingtalk.ts'
import type { Deps } from '../lib/deps.ts'
import type { DingtalkSettings, DingtalkTemplates } from '../platforms/dingtalk/deps.ts'
import { createDingtalkPlatform, type DingtalkOptions } from '../platforms/dingtalk/index.ts'
import type { Platform } from '../platforms/platform.ts'
import { createChatHost } from './chat-host.ts'
import { holderOf } from './dingtalk-holder.ts'
import { reportStream, tellBudget } from './dingtalk-report.ts'
import type { OutsideMeans } from './outside.ts'

export interface DingtalkMeans extends Omit<OutsideMeans, 'settings'> {
  settings: DingtalkConfig
}

/** Opens DingTalk with what the environment says of it. */
export const openDingtalk = (house: Deps, means: DingtalkMeans): Platform =>
  createDingtalkPlatform(dingtalkOptions(house, { ...means, settings: settingsOf(means.settings) }))

/** What the house gives the DingTalk platform. */
export function dingtalkOptions(
  house: Deps,
  { publicUrl, key, settings }: Omit<DingtalkMeans, 'settings'> & { settings: DingtalkSettings },
): DingtalkOptions {
  const { db, now, translate, log, playbook } = house
  return {
    db,
    now,
    translate,
    log,
    fetch,
    randomToken: () => randomBytes(32).toString('base64url'),
    pause: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
    random: Math.random,
    host: createChatHost(house, 'dingtalk'),
    site: { publicUrl, company: playbook.company, key },
    settings,
    holder: (ticket, channel) => holderOf(house, ticket, channel),
    report: (fault) => reportStream(house, fault),
    tellBudget: (warning) => tellBudget(house, warning),
  }
}

/** The settings as the platform takes them. */
export function settingsOf(config: DingtalkConfig): DingtalkSettings {
  const { apiUrl, templates, monthlyCalls, ding, ...rest } = config
  return {
    ...rest,
    apiUrl,
    // The older API lives beside the newer one, in China and abroad.
    oapiUrl: apiUrl.replace('//api.', '//oapi.'),
    templates: templatesOf(templates),
    ...(config.mode === 'http' ? { callbackRouteKey: 'kefutai' } : {}),
    ...(monthlyCalls === undefined ? {} : { monthlyCalls }),
    ...(ding.length > 0 ? { ding: { levels: ding } } : {}),
  }
}

const templatesOf = (templates: DingtalkConfig['templates']): DingtalkTemplates =>
  typeof templates === 'string' ? { kind: templates } : { kind: 'own', ids: templates }
