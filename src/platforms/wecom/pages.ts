import { type CardPages, cardPage, cardPageUrl } from '../../lib/card-page/card-page.ts'
import { PlatformError } from '../../lib/errors.ts'
import type { WecomDeps } from './deps.ts'
import type { WecomDoor } from './door.ts'

type PageDeps = Pick<WecomDeps, 'site' | 'now' | 'translate' | 'host'>

/** The pages on which is typed what WeCom's cards have no field for. */
export function createPageDoor(deps: PageDeps): WecomDoor {
  const nowhere = (): never => {
    throw new PlatformError('refused', 'nothing is sent to a page')
  }
  return {
    paths: ['act'],
    takes: () => false,
    send: async () => nowhere(),
    find: async () => undefined,
    webhook: async (request) => await cardPage(pagesOf(deps), request),
  }
}

/** The address of the page for one act; whoever has it acts as that account: it is for their eyes alone. */
export const pageLink = (
  deps: PageDeps,
  press: { by: string; to: string; card: { key: string; revision: number }; action: string },
): string => cardPageUrl(pagesOf(deps), { ...press, locale: deps.site.company.locale })

const pagesOf = ({ site, now, translate, host }: PageDeps): CardPages => ({
  platform: 'wecom',
  publicUrl: site.publicUrl,
  key: site.key,
  now,
  translate,
  company: site.company,
  host,
})
