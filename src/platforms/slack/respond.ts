import { PlatformError } from '../../lib/errors.ts'

interface Means {
  fetch: typeof fetch
  slackApiUrl?: string | undefined
}

/** Posts to an address that came with a press; only Slack's own are believed. Throws PlatformError where it is not taken. */
export async function respond(
  { fetch: ask, slackApiUrl }: Means,
  url: string,
  body: Record<string, unknown>,
): Promise<void> {
  const { origin } = new URL(url)
  const known = ['https://hooks.slack.com', ...(slackApiUrl ? [new URL(slackApiUrl).origin] : [])]
  if (!known.includes(origin))
    throw new PlatformError('refused', 'an answer would go elsewhere than to Slack')
  const answer = await ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  })
  if (!answer.ok) throw new PlatformError('refused', `Slack answered HTTP ${answer.status}`)
}
