/** Why DingTalk did not do what was asked. */
export interface Fault {
  kind: 'pace' | 'budget' | 'flow' | 'banned' | 'permission' | 'token' | 'refused' | 'busy' | 'unsure'
  /** DingTalk's own word or number for it. */
  code: string
  /** What DingTalk says, one line; '' where it says nothing. */
  said: string
  /** The permissions that are missing, as the developer console names them. */
  scopes?: string[]
}

/** What came back: the body as JSON, or as text where it is none. */
export interface Answer {
  status: number
  body: unknown
}

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/**
 * The fault in an answer, `undefined` where there is none. The order matters: a quota error is a 403 as a missing
 * permission is one, and the older API wraps every fault of its gateway in errcode 88.
 * https://open.dingtalk.com/document/orgapp/how-to-process-api-throttling
 */
export function faultOf({ status, body }: Answer): Fault | undefined {
  if (!isFields(body)) return pageFault(status, body)
  const code = codeOf(body)
  if (status < 400 && (code === '' || code === '0')) return undefined
  const said = saidBy(body)
  const fault = (kind: Fault['kind']): Fault => ({ kind, code: code === '' ? `HTTP ${status}` : code, said })
  if (/QpsLimit|Throttling|^(?:90018|90002|90006)$/i.test(code)) return fault('pace')
  if (/ApiCountLimit|^90020$/i.test(code)) return fault('budget')
  if (/too\.?fast|too\.many|flowControl|^(?:302033|130101|302034)$/i.test(code)) return fault('flow')
  if (/PermissionDenied|^(?:60011|60020)$|IpNotInWhiteList/i.test(code))
    return { ...fault('permission'), scopes: scopesOf(body) }
  if (/InvalidAuthentication|^(?:40014|40001|42001|88)$/i.test(code) || status === 401) return fault('token')
  if (status === 429) return fault('pace')
  if (status === 503) return fault('busy')
  if (status >= 500 || /^(?:-1|system(?:Error)?|unknownError)$/i.test(code)) return fault('unsure')
  return fault('refused')
}

// A page of HTML in place of JSON: the address was banned for 5 minutes, or a proxy on the way speaks.
function pageFault(status: number, body: unknown): Fault {
  const said = typeof body === 'string' ? (/<title>([^<]*)/i.exec(body)?.[1]?.trim() ?? '') : ''
  const code = `HTTP ${status}`
  if (status === 503) return { kind: 'busy', code, said }
  // With a success that cannot be read nobody knows what was done.
  if (status >= 500 || status < 300) return { kind: 'unsure', code, said }
  if (status === 401) return { kind: 'token', code, said }
  return { kind: 'banned', code, said }
}

/** errcode 88 tells what it means in its sub-code; the text of older gateways holds it too. */
function codeOf(body: Fields): string {
  const code = textOf(body.code) || textOf(body.errcode)
  if (code !== '88') return code
  const inside =
    textOf(body.sub_code) ||
    (/subcode[=:]\s*(\d+)/i.exec(textOf(body.errmsg) || textOf(body.sub_msg))?.[1] ?? '')
  return inside === '' ? code : inside
}

const saidBy = (body: Fields): string =>
  oneLine(textOf(body.message) || textOf(body.sub_msg) || textOf(body.errmsg))

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 300)

/** `accessdenieddetail.requiredScopes`, or those the text of the older API names. */
function scopesOf(body: Fields): string[] {
  const detail = isFields(body.accessdenieddetail) ? body.accessdenieddetail : body.accessDeniedDetail
  const named = isFields(detail) && Array.isArray(detail.requiredScopes) ? detail.requiredScopes : []
  const scopes = named.filter((one): one is string => typeof one === 'string')
  if (scopes.length > 0) return scopes
  return [
    ...saidBy(body).matchAll(/\b(?:qyapi_\w+|[A-Z]\w+(?:\.\w+)+\.(?:Read|Write|ReadWrite)(?:\.All)?)\b/g),
  ].map(([scope]) => scope)
}
