import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Deps } from '../lib/deps.ts'
import type { Platform } from '../platforms/platform.ts'
import type { WecomSettings } from '../platforms/wecom/deps.ts'
import { createWecomPlatform, type WecomOptions } from '../platforms/wecom/index.ts'
import { phraseHours } from '../sla/opening-hours.ts'
import { createChatHost } from './chat-host.ts'
import type { OutsideMeans } from './outside.ts'
import { tellKicked } from './wecom-kicked.ts'
import { tellWindow } from './wecom-window.ts'

export interface WecomMeans extends Omit<OutsideMeans, 'settings'> {
  settings: WecomSettings
}

/** Opens WeCom with the doors the settings have. */
export const openWecom = (house: Deps, means: WecomMeans): Platform =>
  createWecomPlatform(wecomOptions(house, means))

/** What the house gives the WeCom platform. */
export function wecomOptions(house: Deps, { publicUrl, key, settings }: WecomMeans): WecomOptions {
  const { db, playbook, translate, log } = house
  const { company, hours } = playbook
  return {
    db,
    now: house.now,
    translate,
    log,
    fetch,
    pause: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
    randomToken: () => randomBytes(32).toString('base64url'),
    host: createChatHost(house, 'wecom'),
    settings,
    site: {
      publicUrl,
      company,
      hours: phraseHours(hours.channels.wecom ?? hours.desk, { locale: company.locale, translate }),
      key,
    },
    urls: { api: 'https://qyapi.weixin.qq.com', socket: 'wss://openws.work.weixin.qq.com' },
    tellWindow: (news) => tellWindow(house, news),
    tellKicked: () => tellKicked(house),
  }
}
