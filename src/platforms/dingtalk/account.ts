import { PlatformError } from '../../lib/errors.ts'
import type { Sending } from './sending.ts'

/**
 * The account of somebody who works here: the user whose id or job number is the work number, checked against what
 * the organisation keeps (https://open.dingtalk.com/document/orgapp/query-user-details). `undefined` where there is none.
 */
export async function findAccount(
  sending: Sending,
  { workNo, email }: { workNo: string; email?: string },
): Promise<string | undefined> {
  // Looking somebody up by mail is not offered to every organisation; the work number mostly is the user's id.
  const user = await userOf(sending, workNo)
  if (!user) return undefined
  const number = word(user.job_number)
  const mails = [user.email, user.org_email].map((mail) => word(mail).toLowerCase()).filter(Boolean)
  const known = number === workNo || (email !== undefined && mails.includes(email.toLowerCase()))
  // Somebody else may have that id: what contradicts is not taken, what says nothing is.
  const contradicts = (number !== '' && number !== workNo) || (email !== undefined && mails.length > 0)
  return known || !contradicts ? word(user.userid) || undefined : undefined
}

async function userOf(sending: Sending, userid: string): Promise<Record<string, unknown> | undefined> {
  try {
    const answer = await sending.call({
      method: 'POST',
      api: 'oapi',
      path: '/topapi/v2/user/get',
      body: { userid },
    })
    const result = (answer as { result?: unknown } | null)?.result
    return typeof result === 'object' && result !== null ? { ...result } : undefined
  } catch (error) {
    if (error instanceof PlatformError && error.reason === 'refused') return undefined
    throw error
  }
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '')
