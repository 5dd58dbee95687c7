import { PlatformError } from '../../../lib/errors.ts'
import type { OpenDeps } from '../deps.ts'
import { asPlatformError } from '../fault.ts'
import type { TemplateCard } from '../write/template.ts'

export interface AppDeps {
  deps: OpenDeps
  agentId: number
  /** The same message to the same member within so many seconds counts once. */
  onceSeconds: number
}

/** Sends a text to one member. Throws PlatformError. https://developer.work.weixin.qq.com/document/path/90236 */
export async function sendText(app: AppDeps, account: string, content: string): Promise<void> {
  await sendMessage(app, account, { msgtype: 'text', text: { content } })
}

/** Sends a template card to one member; its response_code, which changes it once within 72 hours. */
export async function sendTemplate(
  app: AppDeps,
  account: string,
  template: TemplateCard,
): Promise<string | undefined> {
  const answer = await sendMessage(app, account, { msgtype: 'template_card', template_card: template })
  return typeof answer.response_code === 'string' ? answer.response_code : undefined
}

async function sendMessage(
  { deps, agentId, onceSeconds }: AppDeps,
  account: string,
  message: object,
): Promise<Record<string, unknown>> {
  const body = {
    touser: account,
    agentid: agentId,
    ...message,
    enable_duplicate_check: 1,
    duplicate_check_interval: onceSeconds,
  }
  const answer = await deps.api.post('message/send', body).catch((error: unknown) => {
    throw asPlatformError(error)
  })
  // It may well have reached nobody and still be a success.
  if ([answer.invaliduser, answer.unlicenseduser].some((one) => typeof one === 'string' && one !== ''))
    throw new PlatformError(
      'refused',
      deps.translate(deps.site.company.locale, 'wecom.app.invisible', { account }),
    )
  return answer
}

/** Changes a sent card; false where WeCom does not: the code was used, or is too old. */
export async function updateTemplate(
  { deps, agentId }: AppDeps,
  { account, responseCode }: { account: string; responseCode: string },
  template: TemplateCard,
): Promise<boolean> {
  try {
    await deps.api.post('message/update_template_card', {
      userids: [account],
      agentid: agentId,
      response_code: responseCode,
      template_card: template,
    })
    return true
  } catch (error) {
    deps.log.warn({ platform: 'wecom', error: String(error) }, 'A card of the app could not be changed')
    return false
  }
}
