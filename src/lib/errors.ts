/** A mistake in the environment or the playbook: names the thing and the remedy. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** The request is not allowed: bad signature, missing right, expired session. `message` may be shown. */
export class ForbiddenError extends Error {
  override name = 'ForbiddenError'
}

/** The request cannot be understood. `message` may be shown. */
export class BadInputError extends Error {
  override name = 'BadInputError'
}

/** The thing asked for is not there (any more). */
export class NotFoundError extends Error {
  override name = 'NotFoundError'
}

/** A platform did not take a message. */
export class PlatformError extends Error {
  override name = 'PlatformError'
  readonly reason: 'refused' | 'unreachable' | 'uncertain'
  readonly retryAfterMs: number | undefined
  constructor(
    reason: 'refused' | 'unreachable' | 'uncertain',
    message: string,
    options: ErrorOptions & { retryAfterMs?: number } = {},
  ) {
    super(message, options)
    this.reason = reason
    this.retryAfterMs = options.retryAfterMs
  }
}

/** The message of anything thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
