import { PlatformError } from '../../../lib/errors.ts'
import type { CallbackKeys, OpenDeps } from '../deps.ts'
import type { WecomDoor } from '../door.ts'

/** 微信客服: the customers' door. */
export function createKfDoor(_deps: OpenDeps, _keys: CallbackKeys): WecomDoor {
  return {
    paths: ['kf'],
    takes: (address) => address.startsWith('kf:'),
    send: () => Promise.reject(new PlatformError('refused', 'not yet')),
    find: async () => undefined,
  }
}
