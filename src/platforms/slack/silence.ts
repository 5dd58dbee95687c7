import { type Logger, LogLevel } from '@slack/web-api'

/** What Slack's SDKs log holds whole messages: what goes wrong is in the errors, and told by us. */
export const silence: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}
