import { z } from 'zod'
import type { Mailbox as MailboxRow } from '../../generated/client.ts'
import { ConfigError } from '../../lib/errors.ts'
import { unseal } from '../../lib/seal.ts'
import type { EmailDeps } from './deps.ts'
import type { Credentials } from './mailbox.ts'

const credentialsSchema: z.ZodType<Credentials> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), password: z.string().min(1) }),
  z.object({
    kind: z.literal('oauth'),
    clientId: z.string().min(1),
    clientSecret: z.string(),
    refreshToken: z.string().min(1),
    typed: z.string().optional(),
    tokenUrl: z.url({ protocol: /^https$/ }),
  }),
])

type Site = Pick<EmailDeps, 'site'>
type Sealed = Pick<MailboxRow, 'secret'>

/** What a mailbox signs in with. Throws ConfigError where the key is not the one it was sealed with. */
export const unsealCredentials = ({ site }: Site, { secret }: Sealed): Credentials | undefined =>
  secret === null ? undefined : credentialsSchema.parse(unseal(site.key, secret))

/** What a mailbox signs in with; `lost` where that does not open. */
export function openCredentials(deps: Site, row: Sealed): Credentials | 'lost' | undefined {
  try {
    return unsealCredentials(deps, row)
  } catch (error) {
    if (error instanceof ConfigError || error instanceof z.ZodError) return 'lost'
    throw error
  }
}
