import type { Card } from '../../card.ts'
import { cut, oneLine } from './cut.ts'
import { most, type Room } from './room.ts'
import type { TemplateCard } from './template.ts'

/** The first facts as the rows of a card. */
export function fields(room: Room, { facts }: Card): Pick<TemplateCard, 'horizontal_content_list'> {
  if (facts.length === 0) return {}
  const rows = facts
    .slice(0, most.facts)
    .map(({ label, value }, nth) =>
      isItem(room, label)
        ? { keyname: String(nth + 1), value: cut(oneLine(`${label} ${value}`), room.value) }
        : { keyname: cut(oneLine(label), room.keyname), value: cut(oneLine(value), room.value) },
    )
  return { horizontal_content_list: rows }
}

/** The facts that have no row of their own, on one line. */
export const restOf = ({ facts }: Card): string =>
  facts
    .slice(most.facts)
    .map(({ label, value }) => `${oneLine(label)}：${oneLine(value)}`)
    .join(' · ')

/** Whether every row is seen whole, and every item of a list. */
export const factsFit = (room: Room, { facts }: Card): boolean =>
  !facts.some(({ label }) => isItem(room, label)) &&
  facts.slice(0, most.facts).every(({ value }) => oneLine(value).length <= room.value)

/** No name of a value but the thing itself, as in a list of tickets. */
const isItem = (room: Room, label: string): boolean => oneLine(label).length > 2 * room.keyname
