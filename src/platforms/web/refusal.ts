/** Why a request is refused, and the status that says so. The words are in locales: `web.server.refusal.<code>`. */
const statuses = {
  bad_input: 400,
  empty: 400,
  too_many_files: 400,
  file_gone: 400,
  weak_password: 400,
  bad_login: 400,
  signed_out: 401,
  bad_password: 401,
  bad_link: 401,
  forbidden: 403,
  csrf: 403,
  sign_in_again: 403,
  not_found: 404,
  card_gone: 404,
  login_taken: 409,
  too_large: 413,
  file_too_large: 413,
  talk_too_long: 413,
  file_type: 415,
  file_lies: 415,
  file_empty: 400,
  too_many: 429,
  flood: 429,
  too_many_uploads: 429,
  locked: 429,
  failed: 500,
  away: 503,
} as const

export type RefusalCode = keyof typeof statuses

/** Every reason there is. */
export const refusalCodes = Object.keys(statuses)

/** A request that is answered with words instead of being done. */
export class RefusalError extends Error {
  override name = 'RefusalError'
  readonly code: RefusalCode
  readonly status: number
  readonly values: Record<string, string | number>
  readonly retryAfterSeconds: number | undefined
  constructor(code: RefusalCode, values: Record<string, string | number> = {}) {
    super(code)
    this.code = code
    this.status = statuses[code]
    this.values = values
    this.retryAfterSeconds = typeof values.seconds === 'number' ? values.seconds : undefined
  }
}
