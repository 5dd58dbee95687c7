import type { EmailDeps } from '../deps.ts'

/** A text of `email.setup` in the company's language. */
export const say = (
  { translate, site }: Pick<EmailDeps, 'translate' | 'site'>,
  key: string,
  values: Record<string, string> = {},
): string => translate(site.company.locale, `email.setup.${key}`, values)
