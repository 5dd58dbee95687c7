import type { WecomDeps } from './deps.ts'
import type { Writing } from './write/card.ts'
import type { Room } from './write/room.ts'

/** How staff are written to: in the company's language, with links to the web desk. */
export const writingFor = (
  { translate, site }: Pick<WecomDeps, 'translate' | 'site'>,
  room: Room,
): Writing => ({
  translate,
  locale: site.company.locale,
  room,
  linkTo: (ticket) => `${site.publicUrl}/desk${ticket ? `#/${encodeURIComponent(ticket)}` : ''}`,
})
