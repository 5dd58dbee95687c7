import type { Card } from '../../card.ts'
import { cut, oneLine } from './cut.ts'
import { most, type Room } from './room.ts'
import type { TemplateCard } from './template.ts'

/** The first facts as the rows of a card. */
export function fields(room: Room, { facts }: Card): Pick<TemplateCard, 'horizontal_content_list'> {
  if (facts.length === 0) return {}
  const rows = facts.slice(0, most.facts).map(({ label, value }) => ({
    keyname: cut(oneLine(label), room.keyname),
    value: cut(oneLine(value), room.value),
  }))
  return { horizontal_content_list: rows }
}

/** Whether every fact is seen whole. */
export const factsFit = (room: Room, { facts }: Card): boolean =>
  facts.length <= most.facts &&
  facts.every(({ label, value }) => label.length <= room.keyname && value.length <= room.value)
