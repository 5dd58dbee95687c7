import type { Fields } from './fields.ts'
import type { MailSigns } from './mail.ts'

/** What the header says about who or what wrote the mail. */
export function readSigns(fields: Fields): MailSigns {
  const lower = (name: string): string => fields.text(name).toLowerCase()
  const type = fields.structured('content-type')
  return {
    autoSubmitted: lower('auto-submitted'),
    autoResponseSuppress: lower('x-auto-response-suppress'),
    autoReply:
      lower('x-autoreply') || lower('x-auto-reply') || lower('x-autorespond') || lower('x-autoresponder'),
    precedence: lower('precedence'),
    listId: fields.text('list-id'),
    listUnsubscribe: fields.text('list-unsubscribe'),
    returnPath: fields.text('return-path'),
    failedRecipients: lower('x-failed-recipients'),
    contentType: type.value,
    reportType: (type.parameters.get('report-type') ?? '').toLowerCase(),
  }
}
