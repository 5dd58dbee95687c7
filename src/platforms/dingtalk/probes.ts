import type { Caller } from './call.ts'
import type { DingtalkDeps } from './deps.ts'

/** One permission, and a call that shows whether it was given. */
export interface Probe {
  /** A word of `dingtalk.examine.needs`: what the permission is for. */
  needs: string
  /** What the console calls it, where DingTalk does not say. */
  scope: string
  call: Parameters<Caller['ask']>[0]
}

/** The permissions that this desk needs. */
// Each asks for nobody and nothing: DingTalk looks at the permission first and finds fault with the rest.
export const probes = (deps: Pick<DingtalkDeps, 'settings'>): Probe[] => [
  { needs: 'send', scope: 'qyapi_robot_sendmsg', call: probeOf('/v1.0/robot/oToMessages/batchSend', deps) },
  { needs: 'files', scope: 'qyapi_robot_sendmsg', call: probeOf('/v1.0/robot/messageFiles/download', deps) },
  ...(deps.settings.templates.kind === 'none'
    ? []
    : [
        {
          needs: 'cards',
          scope: 'Card.Instance.Write',
          call: {
            method: 'PUT' as const,
            path: '/v1.0/card/instances',
            body: { outTrackId: 'kf-doctor-none', cardData: { cardParamMap: {} } },
          },
        },
      ]),
  {
    needs: 'people',
    scope: 'qyapi_get_member',
    call: {
      method: 'POST',
      path: '/topapi/v2/user/get',
      api: 'oapi',
      body: { userid: 'kefutai-doctor-nobody' },
    },
  },
  ...((deps.settings.ding?.levels.length ?? 0) > 0
    ? [{ needs: 'ding', scope: 'qyapi_robot_sendmsg', call: probeOf('/v1.0/robot/ding/send', deps) }]
    : []),
]

/** A call of the robot's that names nobody. */
export const probeOf = (path: string, { settings }: Pick<DingtalkDeps, 'settings'>): Probe['call'] => ({
  method: 'POST',
  path,
  body: { robotCode: settings.robotCode },
})
