/** What goes wrong with the next call whose path matches. */
export type Fault =
  /** Never arrives. */
  | 'lost request'
  /** Done, and the answer never arrives. */
  | 'lost answer'
  | 'qps'
  | 'global qps'
  | 'month'
  | 'too fast'
  | 'html'
  | 'broken'
  | 'token'
  | 'permission'
  /** An HTTP 200 with nothing that can be read. */
  | 'nonsense'
  | { status: number; body: unknown }

export interface Answer {
  status: number
  body: unknown
  html?: boolean
}

export const refusal = (status: number, code: string, message: string, more: object = {}): Answer => ({
  status,
  body: { code, requestid: 'fake-request', message, ...more },
})

/** https://open.dingtalk.com/document/orgapp/how-to-process-api-throttling: throttling is a 403. */
export function answerOf(fault: Exclude<Fault, 'lost request' | 'lost answer'>): Answer {
  if (typeof fault !== 'string') return fault
  switch (fault) {
    case 'qps':
      return refusal(403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', 'QPS limit', {
        accessdenieddetail: {},
      })
    case 'global qps':
      return refusal(403, 'Forbidden.AccessDenied.QpsLimitForApi', 'QPS limit of the API')
    case 'month':
      return refusal(403, 'Forbidden.AccessDenied.ApiCountLimitForOrg', 'monthly calls used up')
    case 'too fast':
      return refusal(400, 'send.too.fast', 'robot sends too fast')
    case 'html':
      return { status: 403, body: '<html><body>Your IP is banned for 5 minutes</body></html>', html: true }
    case 'broken':
      return refusal(500, 'ServiceUnavailable', 'system busy')
    case 'token':
      return refusal(401, 'InvalidAuthentication', 'the access token is invalid')
    case 'permission':
      return refusal(403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', 'permission denied', {
        accessdenieddetail: { requiredScopes: ['qyapi_robot_sendmsg'] },
      })
    default:
      // nonsense
      return { status: 200, body: '<!doctype html>', html: true }
  }
}
