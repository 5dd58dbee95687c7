import { describe, expect, test } from 'vitest'
import { faultOf } from '../../../src/platforms/dingtalk/fault.ts'

const scopes = { accessdenieddetail: { requiredScopes: ['Card.Instance.Write'] } }

describe('what went wrong is told apart in the right order', () => {
  test.each([
    [403, { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', message: 'x', ...scopes }, 'pace'],
    [403, { code: 'Forbidden.AccessDenied.QpsLimitForApi' }, 'pace'],
    [200, { errcode: 90_018, errmsg: 'too often' }, 'pace'],
    [200, { errcode: 88, errmsg: 'ding talk error[subcode=90018,submsg=…]' }, 'pace'],
    [429, {}, 'pace'],
    [403, { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' }, 'budget'],
    [200, { errcode: 88, sub_code: '90020', errmsg: '…' }, 'budget'],
    [400, { code: 'send.too.fast' }, 'flow'],
    [400, { code: 'send.byToken.tooFast' }, 'flow'],
    [400, { code: 'too.many.group' }, 'flow'],
    [403, { code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied', ...scopes }, 'permission'],
    [
      200,
      { errcode: 88, errmsg: 'ding talk error[subcode=60011,submsg=应用尚未开通所需的权限]' },
      'permission',
    ],
    [401, { code: 'InvalidAuthentication' }, 'token'],
    [401, {}, 'token'],
    [400, { code: 'InvalidAuthentication' }, 'token'],
    [200, { errcode: 40_014 }, 'token'],
    [200, { errcode: 88, errmsg: 'unknown' }, 'token'],
    [403, '<html>banned</html>', 'banned'],
    [200, '<!doctype html>', 'unsure'],
    [502, '<html><title>Bad Gateway</title></html>', 'unsure'],
    [500, { code: 'ServiceUnavailable' }, 'unsure'],
    [503, { code: 'ServiceUnavailable' }, 'busy'],
    [400, { code: 'param.error', message: '参数错误' }, 'refused'],
    [200, { errcode: 310_000 }, 'refused'],
    [404, { code: 'InvalidAction.NotFound' }, 'refused'],
  ] as const)('%i %j is %s', (status, body, kind) => {
    expect(faultOf({ status, body })?.kind).toBe(kind)
  })

  test('an answer without a fault has none', () => {
    for (const body of [
      { errcode: 0, errmsg: 'ok' },
      { processQueryKey: 'x' },
      { success: true, result: {} },
    ])
      expect(faultOf({ status: 200, body })).toBeUndefined()
  })

  test('a missing permission is named, by whichever interface says so', () => {
    expect(
      faultOf({ status: 403, body: { code: 'AccessTokenPermissionDenied', ...scopes } })?.scopes,
    ).toEqual(['Card.Instance.Write'])
    const said = '应用尚未开通所需的权限：[qyapi_robot_sendmsg]'
    expect(faultOf({ status: 200, body: { errcode: 60_011, errmsg: said } })?.scopes).toEqual([
      'qyapi_robot_sendmsg',
    ])
  })
})
