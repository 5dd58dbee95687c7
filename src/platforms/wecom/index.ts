import { NotFoundError, PlatformError } from '../../lib/errors.ts'
import type { Platform, WebhookRequest } from '../platform.ts'
import type { BotPace } from './bot/pace.ts'
import { openApi } from './call.ts'
import type { OpenDeps, WecomDeps } from './deps.ts'
import type { WecomDoor } from './door.ts'
import { createKfDoor } from './kf/door.ts'
import type { KfPace } from './kf/reader.ts'
import { merge } from './merge.ts'
import { createStaffDoors } from './staff-doors.ts'

export interface WecomOptions extends WecomDeps {
  /** How often 微信客服 is looked at. */
  kfPace?: KfPace
  /** The times of the bot's long connection. */
  botPace?: BotPace
}

/** WeCom behind one contract: 微信客服 for customers, the AI bot and the self-built app for staff. */
export function createWecomPlatform(options: WecomOptions): Platform {
  const deps: OpenDeps = { ...options, api: openApi(options) }
  const doors = openDoors(deps, options)
  const doorOf = (address: string): WecomDoor => {
    const door = doors.find((one) => one.takes(address))
    if (door) return door
    const { translate, site } = deps
    throw new PlatformError('refused', translate(site.company.locale, 'wecom.fault.noDoor', { address }))
  }
  return {
    name: 'wecom',
    atOnce: 8,
    handsOver: deps.settings.kf !== undefined,
    send: async (to, message) => await doorOf(to.id).send(to, message),
    find: async (to, id) => await doorOf(to.id).find(to, id),
    async webhook(request) {
      const path = pathOf(request)
      const door = doors.find(({ paths }) => paths.some((one) => path === one || path.startsWith(`${one}/`)))
      if (!door?.webhook) throw new NotFoundError('nothing at this address')
      return await door.webhook(request, path)
    },
    listen: (signal) =>
      merge(
        doors.flatMap(({ listen }) => (listen ? [listen] : [])),
        signal,
      ),
    async openFile(ref) {
      for (const door of doors) {
        const file = await door.openFile?.(ref)
        if (file) return file
      }
      return undefined
    },
    async findAccount(member) {
      for (const door of doors) {
        const account = await door.findAccount?.(member)
        if (account !== undefined) return account
      }
      return undefined
    },
    async close() {
      for (const door of doors) await door.close?.()
    },
  }
}

/** The doors that the settings open; the last ones take any other address. */
const openDoors = (deps: OpenDeps, { kfPace, botPace }: WecomOptions): WecomDoor[] => [
  ...(deps.settings.kf && deps.settings.app ? [createKfDoor(deps, deps.settings.kf, kfPace)] : []),
  ...createStaffDoors(deps, botPace),
]

/** `kf` of `/webhooks/wecom/kf?msg_signature=…`. */
const pathOf = ({ url }: WebhookRequest): string =>
  (url.split('?')[0] ?? '').replace(/^\/webhooks\/wecom\/?/, '').replace(/\/+$/, '')
